package io.socketio.jakarta.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;

/**
 * Answers one line for each command on the standard input, and returns at its end.
 *
 * <p>Commands: {@code heap} (live heap and direct buffers in bytes, after a full collection), {@code sockets} (how many are connected),
 * {@code jit} (milliseconds spent so far in compilation and in collection).
 */
final class Commands {

    private static final int FULL_COLLECTIONS = 2;
    private static final long PAUSE_MILLIS = 20;

    private Commands() {}

    static void answer(InputStream input, PrintStream output, ServerUnderTest server)
            throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            output.println(
                    switch (command) {
                        case "heap" -> liveHeapBytes() + " " + directBytes();
                        case "sockets" -> String.valueOf(server.sockets());
                        case "jit" ->
                            ManagementFactory.getCompilationMXBean().getTotalCompilationTime() + " "
                                    + collectionMillis();
                        default -> "unknown command " + command;
                    });
        }
    }

    /** A requested collection is skipped while any thread is inside a critical native section, so we count those that took place. */
    private static long liveHeapBytes() throws InterruptedException {
        long enough = fullCollections() + FULL_COLLECTIONS;
        while (fullCollections() < enough) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
        // Not what is used now: that includes a buffer of a megabyte for each thread that has allocated since.
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getCollectionUsage();
            if (usage != null) {
                bytes += usage.getUsed();
            }
        }
        return bytes;
    }

    private static long fullCollections() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector.getName().equals("MarkSweepCompact")) {
                return collector.getCollectionCount();
            }
        }
        throw new IllegalStateException("The heap is measured with the serial collector only (-XX:+UseSerialGC)");
    }

    private static long directBytes() {
        long bytes = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getMemoryUsed();
        }
        return bytes;
    }

    private static long collectionMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += collector.getCollectionTime();
        }
        return millis;
    }
}
