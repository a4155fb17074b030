package io.socketio.jakarta.benchmarks.run;

import static java.util.Objects.requireNonNull;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All servers of a run, started side by side. Each scenario goes round over them, so that the rounds of two servers lie close together and their quotient does
 * not depend on how fast the machine is in that minute. One server has clients at a time; the others wait for connections.
 */
final class TrafficRun implements AutoCloseable {

    private final Options options;
    private final PrintStream progress;
    private final Map<Peer, ServerProcess> servers = new EnumMap<>(Peer.class);
    private final Map<Peer, Measurement> measurements = new EnumMap<>(Peer.class);
    private final LoadLoop loop = new LoadLoop();

    private long measuredNanos;
    private long idleNanos;

    /** Starts the servers. */
    TrafficRun(Options options, Launcher launcher, PrintStream progress) throws IOException {
        this.options = options;
        this.progress = progress;
        try {
            for (Peer peer : options.peers()) {
                List<String> recording =
                        options.records(peer) ? Profile.jvmArguments(options.recording(peer)) : List.of();
                ServerProcess server = launcher.start(peer, recording);
                servers.put(peer, server);
                measurements.put(peer, new Measurement(server, options, loop));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Measures everything.
     *
     * @param each takes the figures of each scenario when it is over
     * @param recorded is told when each server was measured
     */
    void measure(Consumer<Figure> each, Map<Peer, Windows> recorded) throws IOException {
        for (Scenario scenario : scenarios()) {
            for (Peer peer : peers(scenario)) {
                Machine.requireFiles(scenario.clients());
                requireNonNull(measurements.get(peer)).check(scenario);
            }
        }
        progress.println("All answers checked");
        for (Scenario scenario : scenarios()) {
            measure(scenario, recorded).figures(scenario).forEach(each);
        }
        progress.printf(
                Locale.ROOT,
                "While one server was measured, the others used %.1f %% of their core%n",
                100.0 * idleNanos / measuredNanos);
    }

    private Rounds measure(Scenario scenario, Map<Peer, Windows> recorded) throws IOException {
        Rounds rounds = new Rounds();
        for (Peer peer : peers(scenario)) {
            Measurement measurement = requireNonNull(measurements.get(peer));
            rounds.warmedUp(peer, measurement.warmUp(scenario).toSeconds());
        }
        rounds.measure(
                scenario,
                peers(scenario),
                options.rounds(),
                options.mostRounds(),
                peer -> round(peer, scenario, recorded));
        return rounds;
    }

    private Round round(Peer peer, Scenario scenario, Map<Peer, Windows> recorded) throws IOException {
        Windows windows = recorded.computeIfAbsent(peer, any -> new Windows());
        long begin = System.nanoTime();
        long idle = idleNanos(peer);
        Round round = requireNonNull(measurements.get(peer)).round(scenario, windows);
        idleNanos += idleNanos(peer) - idle;
        measuredNanos += System.nanoTime() - begin;
        return round;
    }

    /** CPU time of the servers that have no clients now: they share a core with the measured one. */
    private long idleNanos(Peer measured) {
        long nanos = 0;
        for (Map.Entry<Peer, ServerProcess> server : servers.entrySet()) {
            if (server.getKey() != measured) {
                nanos += server.getValue().cpu().toNanos();
            }
        }
        return nanos;
    }

    private List<Scenario> scenarios() {
        return options.scenarios().stream().filter(Scenario::isTraffic).toList();
    }

    private List<Peer> peers(Scenario scenario) {
        return options.peers().stream().filter(peer -> peer.supports(scenario)).toList();
    }

    /** Ends all servers, although one of them fails to. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (ServerProcess server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        loop.close();
        if (failure != null) {
            throw failure;
        }
    }
}
