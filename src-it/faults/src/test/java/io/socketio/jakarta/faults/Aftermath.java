package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.server.Diagnostics;
import io.socketio.jakarta.faults.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requires that a server holds no more after a fault than before. */
final class Aftermath {

    /** A timer or a task that runs just now is an object, too. */
    static final int OBJECTS = 3;

    private static final String LISTENER = "io.socketio.jakarta.web.http.SuspendedRequestListener";

    /** One for each idle thread of the library; such a thread ends after 30 s. */
    private static final String IDLE_THREAD = "io.socketio.jakarta.web.threads.WorkQueue$Waiter";

    /** More than the pools of the library have threads. */
    private static final int THREADS = 128;

    /** Buffers and caches of the container grow with the number of connections. */
    static final long HEAP_BYTES = 32L << 20;

    private static final String SERVER = "io.socketio.jakarta.internal.core.CoreServer";
    private static final long PATIENCE_MS = TestBed.HEARTBEAT_MS + TestBed.SLACK_MS;

    private static final long PATIENCE_OBJECTS_MS = 15_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int oldServers;
    private final int listeners;
    private final Diagnostics diagnostics;
    private final Diagnostics.Snapshot before;

    /** Remembers what an idle server holds. */
    Aftermath(Server server) throws IOException {
        oldServers = server.oldServers();
        listeners = Math.max(OBJECTS, server.listenersOfIdleThreads());
        diagnostics = new Diagnostics(server.port());
        before = diagnostics.objects();
    }

    /**
     * Waits until everything has ended, and compares.
     *
     * @param replaced whether the application has been deployed anew; its old classes may stay, because the container has threads that were begun
     *     under them, but no old server
     */
    void require(boolean replaced) throws IOException, BrokenPromise {
        if (diagnostics.await(now -> now.of("sessions") == 0 && now.of("sockets") == 0, PATIENCE_MS) < 0) {
            Diagnostics.Snapshot now = diagnostics.now();
            throw new BrokenPromise(
                    now.of("sessions") + " sessions and " + now.of("sockets") + " sockets are left after the end");
        }
        long begin = System.nanoTime();
        Diagnostics.Snapshot after = diagnostics.objects();
        while (!problems(after, replaced).isEmpty() && TestBed.millisSince(begin) < PATIENCE_OBJECTS_MS) {
            LockSupport.parkNanos(PAUSE_NANOS);
            diagnostics.wakeThreads();
            after = diagnostics.objects();
        }
        if (!problems(after, replaced).isEmpty()) {
            throw new BrokenPromise("after the end: " + String.join(", ", problems(after, replaced)) + "; " + heap());
        }
    }

    /** Keeps the heap, which says what refers to the objects. */
    private String heap() {
        Path file = Server.buildFolder().resolve("heap-" + Server.container() + ".hprof");
        try {
            diagnostics.dumpHeap(file);
            return "the heap is in " + file;
        } catch (IOException e) {
            return "the heap could not be written: " + e;
        }
    }

    private int allowance(String name) {
        return switch (name) {
            case LISTENER -> listeners;
            case IDLE_THREAD -> THREADS;
            default -> OBJECTS;
        };
    }

    private List<String> problems(Diagnostics.Snapshot after, boolean replaced) {
        List<String> problems = after.moreThan(before, this::allowance);
        if (replaced) {
            problems.clear();
            if (after.of(SERVER) > 1 + oldServers) {
                problems.add(after.of(SERVER) - 1 + " old servers");
            }
        }
        if (after.of("busy") > 0) {
            problems.add(after.of("busy") + " threads still run");
        }
        if (after.of("heap") > before.of("heap") + HEAP_BYTES) {
            problems.add("live heap " + (before.of("heap") >> 20) + " → " + (after.of("heap") >> 20) + " MiB");
        }
        if (after.of("wrong") > 0) {
            problems.add(after.of("wrong") + " numbers came to the server out of order");
        }
        return problems;
    }
}
