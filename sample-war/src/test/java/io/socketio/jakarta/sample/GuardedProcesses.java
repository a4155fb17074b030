package io.socketio.jakarta.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Processes that end with this one, however it ends: each has a shell around it, which ends it when a pipe of this process closes. Each writes a log of its
 * own.
 */
final class GuardedProcesses implements AutoCloseable {

    /** Where Debian keeps what only root starts as a service. */
    static final String PATH = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";

    /** Ctrl-C reaches the shell and "cat" as well: the shell then waits until the command has ended. */
    private static final String GUARD =
            "trap : INT; \"$@\" & pid=$!; cat > /dev/null; kill -TERM $pid 2> /dev/null; wait $pid";

    private static final long STOP_S = 10;

    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Path folder;

    /** @param folder of the logs; it exists */
    GuardedProcesses(Path folder) {
        this.folder = folder;
    }

    /** @param name of the log */
    synchronized void start(String name, Map<String, String> environment, List<String> command) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PATH", PATH);
        processes.put(name, builder.start());
    }

    /** @throws IllegalStateException if one of them has ended; it says why, with the last line of its log */
    synchronized void requireAll() throws IOException {
        Optional<String> ended = processes.entrySet().stream()
                .filter(each -> !each.getValue().isAlive())
                .map(Map.Entry::getKey)
                .findFirst();
        if (ended.isPresent()) {
            List<String> lines = Files.readAllLines(log(ended.get()));
            throw new IllegalStateException(ended.get() + " has ended: "
                    + (lines.isEmpty() ? "it has printed nothing" : lines.get(lines.size() - 1)) + " ("
                    + log(ended.get()) + ")");
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Ends all of them at the same time; returns when they have ended. */
    @Override
    public synchronized void close() {
        for (Process each : processes.values()) {
            try {
                each.getOutputStream().close();
            } catch (IOException alreadyEnded) {
                // The pipe has closed from the other side.
            }
        }
        processes.values().forEach(GuardedProcesses::awaitEnd);
        processes.clear();
    }

    private static void awaitEnd(Process process) {
        try {
            if (process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
