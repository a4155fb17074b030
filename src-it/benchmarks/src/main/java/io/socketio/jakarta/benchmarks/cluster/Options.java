package io.socketio.jakarta.benchmarks.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param clients of each server, a multiple of 5
 * @param time of each round
 * @param rounds of each server and shape, in turn; their median counts
 * @param warmUp of each part of the warm-up of a pair of servers, at most; it ends when the compilers have little left to do
 * @param profile whether our servers record themselves
 * @param pinned whether the servers are pinned to core 0
 * @param beside another working tree of this project, whose servers are measured, too; null if there is none
 */
record Options(
        Set<Adapter> adapters,
        int clients,
        Duration time,
        int rounds,
        Duration warmUp,
        boolean profile,
        boolean pinned,
        @Nullable Path beside) {

    static final String USAGE = """
            --cluster                                    two servers in a cluster, beside two of the reference; of the other options:
            --adapters classic,sharded,streams,postgres  (default: all)
            --clients 1000                               of each server
            --seconds 3, --rounds 3                      measured time of a round, and how many rounds, in turn
            --warm-up 60                                 longest time of each of the two parts of a warm-up, in seconds
            --profile                                    JFR on the Java servers
            --unpinned                                   do not pin the servers to core 0
            --beside ../other                            measures the servers of another working tree as well, which has been built
            """;

    static Options parse(List<String> arguments) {
        Options options = new Options(
                EnumSet.allOf(Adapter.class),
                1000,
                Duration.ofSeconds(3),
                3,
                Duration.ofSeconds(60),
                false,
                true,
                null);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--cluster" -> this;
            case "--adapters" ->
                new Options(Adapter.named(rest.next()), clients, time, rounds, warmUp, profile, pinned, beside);
            case "--clients" ->
                new Options(adapters, Integer.parseInt(rest.next()), time, rounds, warmUp, profile, pinned, beside);
            case "--seconds" -> new Options(adapters, clients, seconds(rest), rounds, warmUp, profile, pinned, beside);
            case "--rounds" ->
                new Options(adapters, clients, time, Integer.parseInt(rest.next()), warmUp, profile, pinned, beside);
            case "--warm-up" -> new Options(adapters, clients, time, rounds, seconds(rest), profile, pinned, beside);
            case "--profile" -> new Options(adapters, clients, time, rounds, warmUp, true, pinned, beside);
            case "--unpinned" -> new Options(adapters, clients, time, rounds, warmUp, profile, false, beside);
            case "--beside" ->
                new Options(adapters, clients, time, rounds, warmUp, profile, pinned, Path.of(rest.next()));
            default -> throw new IllegalArgumentException("Unknown option " + name + "\n" + USAGE);
        };
    }

    private static Duration seconds(Iterator<String> rest) {
        return Duration.ofSeconds(Long.parseLong(rest.next()));
    }

    /** How many clients get a broadcast. */
    int receivers(Adapter.Shape shape) {
        return shape.toEverybody() ? clients * Pair.SERVERS : 10;
    }
}
