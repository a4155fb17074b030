package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.BroadcastTraffic;
import io.socketio.jakarta.benchmarks.load.Crowd;
import io.socketio.jakarta.benchmarks.load.Latencies;
import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.benchmarks.load.Target;
import io.socketio.jakarta.benchmarks.load.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Measures one running server. */
final class Measurement {

    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final int SETTLED_SLICES = 2;
    private static final double SETTLED = 0.04;
    private static final long COMPILED_MILLIS = 60;
    private static final int CHECK_CLIENTS = 10;
    private static final int CHECK_MESSAGES = 500;
    private static final double CHECK_PER_SECOND = 1000;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLE_IDLE = Duration.ofSeconds(2);
    private static final double QUIET_PERCENT = 10;
    private static final double KIB = 1024;

    private final ServerProcess server;
    private final Peer peer;
    private final Options options;
    private final LoadLoop loop;
    private final Target target;

    /** What the server has managed in {@link Scenario#ECHO}; 0 until then. */
    private double echoesPerSecond;

    private boolean isWarm;

    Measurement(ServerProcess server, Peer peer, Options options, LoadLoop loop) {
        this.server = server;
        this.peer = peer;
        this.options = options;
        this.loop = loop;
        target = Target.local(server.port());
    }

    private Traffic traffic(Scenario scenario, int clients, double perSecond) {
        String payload = options.payload().json(scenario.payloadBytes(options.payloadBytes()));
        return scenario.traffic(loop, target, clients, payload, perSecond);
    }

    /** A few clients, a few hundred messages, every reply compared. @return how many */
    long check(Scenario scenario) throws IOException {
        Traffic traffic = traffic(scenario, CHECK_CLIENTS, CHECK_PER_SECOND);
        traffic.start();
        loop.runUntil(
                () -> traffic.count() >= CHECK_MESSAGES,
                CHECK_LIMIT,
                CHECK_MESSAGES + " messages of " + scenario.title());
        traffic.drain();
        traffic.close();
        awaitNobody();
        return traffic.count();
    }

    /** Warms up until the cost has settled, then measures. @param recorded is told the measured time */
    Figure measure(Scenario scenario, Windows recorded) throws IOException {
        if (scenario == Scenario.LOAD && echoesPerSecond == 0) {
            measure(Scenario.ECHO, new Windows());
        }
        Traffic traffic = traffic(scenario, scenario.clients(), Scenario.LOAD_SHARE * echoesPerSecond);
        traffic.start();
        Duration warmUp = warmUp(traffic);
        Latencies latencies = traffic.latencies();
        latencies.reset();
        long[] jitBefore = server.jit();
        long switchesBefore = server.threadSwitches();
        Instant from = Instant.now();
        Reading before = read(traffic);
        double[] costs = slices(traffic, before);
        Reading after = read(traffic);
        recorded.add(scenario, from, Instant.now());
        double switches = server.threadSwitches() - switchesBefore;
        long[] jitAfter = server.jit();
        traffic.drain();
        traffic.close();
        awaitNobody();
        double seconds = (after.nanos - before.nanos) / 1e9;
        if (scenario == Scenario.ECHO) {
            echoesPerSecond = (after.count - before.count) / seconds;
        }
        double others = (after.othersNanos - before.othersNanos) / seconds / 1e7;
        String note = String.format(
                Locale.ROOT,
                "mean %.2f, slices %.2f to %.2f; %,d in %.1f s after %d s of warm-up, core %.0f %% busy, of it JIT %d ms"
                        + " (%.1f s since the process began), GC %d ms;"
                        + " %.2f thread switches per %s;"
                        + " other work on the machine %.0f %% of a core",
                micros(before, after),
                costs[0],
                costs[costs.length - 1],
                after.count - before.count,
                seconds,
                warmUp.toSeconds(),
                (after.cpuNanos - before.cpuNanos) / seconds / 1e7,
                jitAfter[0] - jitBefore[0],
                jitAfter[0] / 1e3,
                jitAfter[1] - jitBefore[1],
                switches / Math.max(1, after.count - before.count),
                scenario.unit(),
                others);
        return new Figure(
                scenario,
                peer,
                costs[costs.length / 2],
                (after.count - before.count) / seconds,
                latencies.percentile(0.5) / 1e6,
                latencies.percentile(0.99) / 1e6,
                warmUp.toSeconds(),
                others > QUIET_PERCENT,
                note);
    }

    /** The first seconds of a server that nobody has spoken to; what it needs to start does not count. */
    Figure first() {
        Traffic traffic = traffic(Scenario.FIRST, Scenario.ECHO.clients(), 0);
        traffic.start();
        Reading before = read(traffic);
        loop.runFor(FIRST);
        Reading after = read(traffic);
        Latencies latencies = traffic.latencies();
        traffic.drain();
        traffic.close();
        double seconds = (after.nanos - before.nanos) / 1e9;
        double others = (after.othersNanos - before.othersNanos) / seconds / 1e7;
        return new Figure(
                Scenario.FIRST,
                peer,
                micros(before, after),
                (after.count - before.count) / seconds,
                latencies.percentile(0.5) / 1e6,
                latencies.percentile(0.99) / 1e6,
                0,
                others > QUIET_PERCENT,
                String.format(
                        Locale.ROOT,
                        "%,d in %.1f s; other work on the machine %.0f %% of a core",
                        after.count - before.count,
                        seconds,
                        others));
    }

    /** The cost in each second of the window, sorted: their median does not mind a second in which the machine had other things to do. */
    private double[] slices(Traffic traffic, Reading start) {
        double[] costs = new double[(int) options.window().toSeconds()];
        Reading before = start;
        for (int i = 0; i < costs.length; i++) {
            loop.runFor(SLICE);
            Reading after = read(traffic);
            costs[i] = micros(before, after);
            before = after;
        }
        Arrays.sort(costs);
        return costs;
    }

    /** Until the cost stands still and the compiler has little left to do. */
    private Duration warmUp(Traffic traffic) throws IOException {
        Duration spent = Duration.ZERO;
        int settled = 0;
        double last = Double.MAX_VALUE;
        Duration least = isWarm ? Duration.ZERO : options.leastWarmUp();
        while ((settled < SETTLED_SLICES || spent.compareTo(least) < 0)
                && spent.compareTo(options.longestWarmUp()) < 0) {
            long jitBefore = server.jit()[0];
            Reading before = read(traffic);
            loop.runFor(SLICE);
            double cost = micros(before, read(traffic));
            boolean compiled = server.jit()[0] - jitBefore < COMPILED_MILLIS;
            settled = compiled && Math.abs(cost - last) < SETTLED * cost ? settled + 1 : 0;
            last = cost;
            spent = spent.plus(SLICE);
        }
        isWarm = true;
        return spent;
    }

    /** Heap that is there because of the connections: live heap with them less live heap before them. */
    Figure idle(int clients) throws IOException {
        check(Scenario.ECHO);
        long[] before = server.heap();
        long start = System.nanoTime();
        Crowd crowd = new Crowd(loop, target, clients);
        crowd.connect();
        double connectSeconds = (System.nanoTime() - start) / 1e9;
        loop.runFor(SETTLE_IDLE);
        long[] after = server.heap();
        int sockets = server.sockets();
        crowd.close();
        if (sockets != clients) {
            throw new IllegalStateException("Expected " + clients + " sockets on the server, got " + sockets);
        }
        String note = String.format(
                Locale.ROOT,
                "%,d connections, live heap %.1f MiB before and %.1f MiB with them, outside the heap %.1f KiB each",
                clients,
                before[0] / KIB / KIB,
                after[0] / KIB / KIB,
                (after[1] - before[1]) / KIB / clients);
        return new Figure(
                Scenario.IDLE,
                peer,
                (after[0] - before[0]) / KIB / clients,
                clients / connectSeconds,
                0,
                0,
                0,
                false,
                note);
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
        int sockets = server.sockets();
        if (sockets != clients) {
            throw new IllegalStateException("Expected " + clients + " sockets on the server, got " + sockets);
        }
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
        return new Figure(
                Scenario.CONNECTIONS,
                peer,
                (after[0] - before[0]) / KIB / clients,
                clients / connectSeconds,
                0,
                0,
                0,
                false,
                note);
    }

    /** Connects so many clients and broadcasts to the first of them. @param receivers fewer than {@code clients}: in a room */
    Growth.Step grown(int clients, int receivers) throws IOException {
        Machine.requireFiles(clients);
        String payload = options.payload().json(options.payloadBytes());
        BroadcastTraffic traffic = receivers == clients
                ? new BroadcastTraffic(loop, target, clients, 1, payload)
                : BroadcastTraffic.toRoom(loop, target, clients, receivers, payload);
        long[] before = server.heap();
        Duration cpuBefore = server.cpu();
        traffic.start();
        double connectMicros = server.cpu().minus(cpuBefore).toNanos() / 1e3 / clients;
        loop.runFor(options.window());
        traffic.latencies().reset();
        double[] costs = slices(traffic, read(traffic));
        double p99 = traffic.latencies().percentile(0.99) / 1e6;
        traffic.drain();
        long[] after = server.heap();
        traffic.close();
        awaitNobody();
        return new Growth.Step(connectMicros, (after[0] - before[0]) / KIB / clients, costs[costs.length / 2], p99);
    }

    /** The next scenario must not broadcast to the clients of the last. */
    private void awaitNobody() throws IOException {
        long end = System.nanoTime() + CHECK_LIMIT.toNanos();
        while (server.sockets() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(server.sockets() + " sockets are still on the server after they left");
            }
            loop.runFor(Duration.ofMillis(50));
        }
    }

    private Reading read(Traffic traffic) {
        long serverNanos = server.cpu().toNanos();
        long othersNanos = Machine.busyNanos() - serverNanos - Machine.ownNanos();
        return new Reading(System.nanoTime(), serverNanos, othersNanos, traffic.count());
    }

    private static double micros(Reading before, Reading after) {
        return (after.cpuNanos - before.cpuNanos) / 1e3 / Math.max(1, after.count - before.count);
    }

    private record Reading(long nanos, long cpuNanos, long othersNanos, long count) {}
}
