package io.socketio.jakarta.benchmarks.cluster;

import io.socketio.jakarta.processes.CommandProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that starts stores, which end with it. */
final class Stores implements AutoCloseable {

    private final CommandProcess process;

    /**
     * A store.
     *
     * @param address with its scheme
     * @param pid of its first process
     */
    record Store(String address, long pid) {

        /** Returns the CPU time of its first process; other processes do not count before they have ended. */
        Duration cpu() {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow(() -> new IllegalStateException("The store " + address + " has ended"));
        }
    }

    Stores(Path folder, Path output) throws IOException {
        process = new CommandProcess(
                List.of("node", folder.resolve("load-stores.mjs").toString()), output.resolve("stores.log"));
    }

    /** Starts one. @param kind {@code redis} or {@code postgres} */
    Store start(String kind) throws IOException {
        String[] words = process.ask(kind).split(" ");
        return new Store(words[0], Long.parseLong(words[1]));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
