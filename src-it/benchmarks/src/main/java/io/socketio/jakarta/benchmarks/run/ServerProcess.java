package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.load.LoadLoop;
import io.socketio.jakarta.processes.CommandProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration LEAVE_LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CommandProcess process;
    private final ThreadSwitches switches;

    /** Starts the command, its standard error going to {@code log}, and returns when the server listens. */
    ServerProcess(List<String> command, boolean pinned, Path log) throws IOException {
        List<String> whole = new ArrayList<>();
        if (pinned) {
            // taskset replaces itself with the command, so its process id is the server's.
            whole.addAll(List.of("taskset", "-c", "0"));
        }
        whole.addAll(command);
        process = new CommandProcess(whole, log);
        switches = new ThreadSwitches(process.pid());
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return process.port();
    }

    /** User and system time of all its threads, those of the compiler and the collector included. Ticks every 10 ms. */
    Duration cpu() {
        return process.cpu();
    }

    /** The part of {@link #cpu()} that its compilers have used. */
    Duration compilers() throws IOException {
        return Machine.compilers(process.pid());
    }

    /** How often the kernel has switched away from one of its threads. */
    long threadSwitches() throws IOException {
        return switches.count();
    }

    /** Live heap and memory outside of it, in bytes, after a full collection. */
    long[] heap() throws IOException {
        return numbers("heap");
    }

    int sockets() throws IOException {
        return (int) numbers("sockets")[0];
    }

    /** Returns when all clients are gone: the next scenario must not broadcast to those of the last. */
    void awaitNobody(LoadLoop loop) throws IOException {
        long end = System.nanoTime() + LEAVE_LIMIT.toNanos();
        int left = sockets();
        while (left > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(left + " sockets are still on the server after they left");
            }
            loop.runFor(PAUSE);
            left = sockets();
        }
    }

    /** Milliseconds of compilation and of collection so far. */
    long[] jit() throws IOException {
        return numbers("jit");
    }

    private long[] numbers(String command) throws IOException {
        String answer = process.ask(command);
        String[] words = answer.split(" ");
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.parseLong(words[i]);
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
