package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.BroadcastTraffic;
import io.socketio.jakarta.benchmarks.load.Crowd;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measures what many connections cost one running server. */
final class Connections {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final double KIB = 1024;

    private final ServerProcess server;
    private final Peer peer;
    private final Options options;
    private final LoadLoop loop;
    private final Target target;

    Connections(ServerProcess server, Peer peer, Options options, LoadLoop loop) {
        this.server = server;
        this.peer = peer;
        this.options = options;
        this.loop = loop;
        target = Target.local(server.port());
    }

    /**
     * Heap that is there because of the connections: live heap with them less live heap before them.
     *
     * @param scenario {@link Scenario#IDLE}, or the same on a server with other settings
     * @param objects is told what is on the heap before and with them; null if nobody wants to know
     */
    Figure idle(Scenario scenario, int clients, @Nullable HeapObjects objects) throws IOException {
        new Measurement(server, options, loop).check(Scenario.ECHO);
        if (objects != null) {
            // First, because the server keeps what it needs to answer such questions.
            objects.before(server);
        }
        long[] before = server.heap();
        long start = System.nanoTime();
        Crowd crowd = new Crowd(loop, target, clients);
        crowd.connect();
        double connectSeconds = (System.nanoTime() - start) / 1e9;
        loop.runFor(SETTLE);
        long[] after = server.heap();
        if (objects != null) {
            objects.after(server, clients);
        }
        requireAll(clients);
        crowd.close();
        String note = String.format(
                Locale.ROOT,
                "%,d connections, live heap %.1f MiB before and %.1f MiB with them, outside the heap %.1f KiB each",
                clients,
                before[0] / KIB / KIB,
                after[0] / KIB / KIB,
                (after[1] - before[1]) / KIB / clients);
        return figure(scenario, (after[0] - before[0]) / KIB / clients, clients / connectSeconds, note);
    }

    /** Connects very many, holds them over a heartbeat, and looks whether all are still there. */
    Figure hold(int clients) throws IOException {
        Machine.requireFiles(clients);
        long[] before = server.heap();
        long start = System.nanoTime();
        Duration cpuBefore = server.cpu();
        Crowd crowd = new Crowd(loop, target, clients);
        crowd.connect();
        double connectSeconds = (System.nanoTime() - start) / 1e9;
        Duration connectCpu = server.cpu().minus(cpuBefore);
        loop.runFor(options.hold());
        long[] after = server.heap();
        requireAll(clients);
        String note = String.format(
                Locale.ROOT,
                "%,d connected in %.1f s (%.0f µs CPU each), held %d s, each answered at least %d pings; live heap %.0f MiB of 1 GiB, before %.0f",
                clients,
                connectSeconds,
                connectCpu.toNanos() / 1e3 / clients,
                options.hold().toSeconds(),
                crowd.fewestPings(),
                after[0] / KIB / KIB,
                before[0] / KIB / KIB);
        crowd.close();
        return figure(Scenario.CONNECTIONS, (after[0] - before[0]) / KIB / clients, clients / connectSeconds, note);
    }

    private void requireAll(int clients) throws IOException {
        int sockets = server.sockets();
        if (sockets != clients) {
            throw new IllegalStateException("Expected " + clients + " sockets on the server, got " + sockets);
        }
    }

    private Figure figure(Scenario scenario, double kib, double perSecond, String note) {
        return new Figure(scenario, peer, List.of(Round.ofConnections(kib, perSecond)), 0, note);
    }

    /** Connects so many clients. @param emptyBytes live heap of the new server. @return KiB of live heap for each of them */
    double heapOf(int clients, long emptyBytes) throws IOException {
        Machine.requireFiles(clients);
        Crowd crowd = new Crowd(loop, target, clients);
        crowd.connect();
        loop.runFor(SETTLE);
        double kib = (server.heap()[0] - emptyBytes) / KIB / clients;
        requireAll(clients);
        crowd.close();
        server.awaitNobody(loop);
        return kib;
    }

    /** Connects so many clients and broadcasts to the first of them. @param receivers fewer than {@code clients}: in a room */
    Growth.Step grown(int clients, int receivers) throws IOException {
        Machine.requireFiles(clients);
        String payload = options.payload().json(options.payloadBytes());
        BroadcastTraffic traffic = receivers == clients
                ? new BroadcastTraffic(loop, target, clients, 1, payload)
                : BroadcastTraffic.toRoom(loop, target, clients, receivers, payload);
        Duration cpuBefore = server.cpu();
        long begin = System.nanoTime();
        traffic.start();
        double connectsPerSecond = clients * 1e9 / (System.nanoTime() - begin);
        double connectMicros = server.cpu().minus(cpuBefore).toNanos() / 1e3 / clients;
        loop.runFor(SETTLE);
        traffic.latencies().reset();
        double[] costs =
                new double[Math.max(options.rounds(), (int) options.window().toSeconds())];
        for (int i = 0; i < costs.length; i++) {
            Reading start = Reading.of(server, traffic.count());
            loop.runFor(SLICE);
            costs[i] = Reading.of(server, traffic.count()).microsSince(start);
        }
        double p99 = traffic.latencies().percentile(0.99) / 1e6;
        traffic.drain();
        traffic.close();
        server.awaitNobody(loop);
        return new Growth.Step(connectMicros, connectsPerSecond, Spread.ofRounds(costs), p99);
    }
}
