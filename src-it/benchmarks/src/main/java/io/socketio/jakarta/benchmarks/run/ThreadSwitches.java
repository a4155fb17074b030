package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Counts how often the threads of one process have given up a core, or lost it. Not thread-safe. */
public final class ThreadSwitches {

    private final Path threads;

    /** By the folder of the thread; pools end threads and start others. */
    private final Map<Path, Long> switches = new HashMap<>();

    public ThreadSwitches(long pid) {
        threads = Path.of("/proc/" + pid + "/task");
    }

    /** Returns the count so far, with that of threads that have ended since the call before. */
    public long count() throws IOException {
        try (DirectoryStream<Path> present = Files.newDirectoryStream(threads)) {
            for (Path thread : present) {
                switches.merge(thread, switchesOf(thread), Math::max);
            }
        }
        return switches.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long switchesOf(Path thread) throws IOException {
        try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
            return lines.filter(line -> line.contains("ctxt_switches:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                    .sum();
        } catch (NoSuchFileException e) {
            // The thread has ended since the folder was listed.
            return 0;
        }
    }
}
