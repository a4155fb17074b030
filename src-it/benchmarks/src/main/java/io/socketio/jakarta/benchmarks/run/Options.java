package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param rounds how often each server is measured in each scenario
 * @param mostRounds the same for servers whose rounds do not agree about a goal
 * @param window how long each of them takes; the CPU clock ticks every 10 ms
 * @param leastWarmUp of the first scenario of each process
 * @param longestWarmUp of each scenario; it ends earlier when the cost per message has settled
 * @param idleClients for the scenario {@code idle}
 * @param heldClients for the scenario {@code connections}
 * @param hold how long those are held; longer than one ping interval
 * @param payloadBytes size of the JSON argument, at most 8,000
 * @param growth the largest number of connections, and of simulated sockets; null to measure the scenarios
 * @param jvm further arguments of the Java servers
 * @param profile whether the Java servers record themselves
 * @param pinned whether servers are pinned to core 0
 * @param wildFly folder of the distribution
 * @param sources folder with {@code server.js} and {@code package-lock.json}
 * @param output folder for the table, logs and recordings
 */
record Options(
        Set<Peer> peers,
        Set<Scenario> scenarios,
        int rounds,
        int mostRounds,
        Duration window,
        Duration leastWarmUp,
        Duration longestWarmUp,
        int idleClients,
        int heldClients,
        Duration hold,
        Payload payload,
        int payloadBytes,
        @Nullable GrowthSizes growth,
        List<String> jvm,
        boolean profile,
        boolean pinned,
        Path wildFly,
        Path sources,
        Path output) {

    static final String USAGE = """
            --servers upgrade,non-blocking,endpoint,beans,node,bun,netty,bare,bare-async,
                      wildfly-upgrade,wildfly-non-blocking,wildfly-endpoint,wildfly-bare
                                               which servers (default: all but bare-async and wildfly-non-blocking)
            --scenarios echo,ack,echo-16,broadcast-100,broadcast-2k,broadcast-1000,broadcast-10000,broadcast-8,
                        polling,connect,load,first,idle,idle-small,connections
                                               which scenarios (default: all but connections)
            --rounds 3                         how often each scenario goes round over the servers
            --most-rounds 5                    the same for servers whose rounds do not agree about a goal
            --seconds 2                        measured time of each server in each round
            --least-warm-up 25                 least warm-up of the first scenario of each process, in seconds
            --warm-up 45                       longest warm-up of each scenario, in seconds; twice that for polling
                                               and broadcast-10000
            --idle 5000                        idle connections
            --connections 10000                connections of the scenario "connections" (default server: upgrade)
            --hold 30                          how long those are held, in seconds
            --payload string|object            the argument of each event
            --size 85                          its size in bytes, at most 8000
            --quick                            one round of 1 second after at most 3 of warm-up, 500 idle connections
            --growth                           measures instead how cost and memory grow: connections, rooms, and
                                               a simulation without a network (default server: upgrade)
            --largest 15000                    most connections of --growth
            --simulated 1000000                most sockets of its simulation, which has a heap of 8 KiB for each
            --jvm "-XX:... -D..."              further arguments of the Java servers; with -Dbenchmarks.buffers=1024,
                                               Tomcat has socket buffers of that size
            --profile                          JFR on the Java servers; prints where time and memory went
            --unpinned                         do not pin the servers to core 0
            """;

    /** How far {@code --growth} goes. */
    record GrowthSizes(int connections, int simulated) {}

    private static final int LARGEST_PAYLOAD = 8000;

    Options {
        if (payloadBytes > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "Payload is " + payloadBytes + " bytes, limit is " + LARGEST_PAYLOAD + " (--size)");
        }
    }

    /** Returns whether this server records itself. */
    boolean records(Peer peer) {
        return profile && peer.isJava();
    }

    Path recording(Peer peer) {
        return output.resolve(peer.id() + ".jfr");
    }

    static Options parse(List<String> arguments, Path module) {
        Draft draft = new Draft();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            draft.take(rest.next(), rest);
        }
        return draft.options(module);
    }

    private static final class Draft {

        private Set<Peer> peers = Set.of();
        private Set<Scenario> scenarios = EnumSet.complementOf(EnumSet.of(Scenario.CONNECTIONS));
        private int rounds = 3;
        private int mostRounds = 5;
        private int seconds = 2;
        private int leastWarmUp = 25;
        private int warmUp = 45;
        private int idle = 5000;
        private int connections = 10_000;
        private int hold = 30;
        private Payload payload = Payload.STRING;
        private int size = 85;
        private boolean growth;
        private int largest = 15_000;
        private int simulated = 1_000_000;
        private List<String> jvm = List.of();
        private boolean profile;
        private boolean pinned = true;

        void take(String name, Iterator<String> rest) {
            switch (name) {
                case "--servers" -> peers = enumSet(Peer.class, rest.next(), Peer::named);
                case "--scenarios" -> scenarios = enumSet(Scenario.class, rest.next(), Scenario::named);
                case "--rounds" -> rounds = Integer.parseInt(rest.next());
                case "--most-rounds" -> mostRounds = Integer.parseInt(rest.next());
                case "--seconds" -> seconds = Integer.parseInt(rest.next());
                case "--least-warm-up" -> leastWarmUp = Integer.parseInt(rest.next());
                case "--warm-up" -> warmUp = Integer.parseInt(rest.next());
                case "--idle" -> idle = Integer.parseInt(rest.next());
                case "--connections" -> connections = Integer.parseInt(rest.next());
                case "--hold" -> hold = Integer.parseInt(rest.next());
                case "--payload" -> payload = Payload.valueOf(rest.next().toUpperCase(Locale.ROOT));
                case "--size" -> size = Integer.parseInt(rest.next());
                case "--growth" -> growth = true;
                case "--largest" -> largest = Integer.parseInt(rest.next());
                case "--simulated" -> simulated = Integer.parseInt(rest.next());
                case "--jvm" -> jvm = List.of(rest.next().trim().split("\\s+"));
                case "--profile" -> profile = true;
                case "--unpinned" -> pinned = false;
                case "--quick" -> {
                    rounds = 1;
                    seconds = 1;
                    leastWarmUp = 0;
                    warmUp = 3;
                    idle = 500;
                }
                default -> throw new IllegalArgumentException("Unknown option " + name + "\n" + USAGE);
            }
        }

        private static <E extends Enum<E>> Set<E> enumSet(
                Class<E> type, String names, java.util.function.Function<String, E> named) {
            Set<E> set = EnumSet.noneOf(type);
            Arrays.stream(names.split(",")).map(named).forEach(set::add);
            return set;
        }

        Options options(Path module) {
            Set<Peer> all = growth || scenarios.equals(Set.of(Scenario.CONNECTIONS))
                    ? EnumSet.of(Peer.UPGRADE)
                    : EnumSet.complementOf(EnumSet.of(Peer.BARE_ASYNC, Peer.WILDFLY_NON_BLOCKING));
            return new Options(
                    peers.isEmpty() ? all : peers,
                    scenarios,
                    rounds,
                    mostRounds,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(leastWarmUp),
                    Duration.ofSeconds(warmUp),
                    idle,
                    connections,
                    Duration.ofSeconds(hold),
                    payload,
                    size,
                    growth ? new GrowthSizes(largest, simulated) : null,
                    jvm,
                    profile,
                    pinned,
                    Path.of(System.getProperty(
                            "benchmarks.wildfly",
                            module.resolve("target/wildfly").toString())),
                    module.resolve("src/main/node"),
                    module.resolve("target/benchmarks"));
        }
    }
}
