package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;
import io.socketio.jakarta.faults.client.Session;
import io.socketio.jakarta.faults.server.Diagnostics;
import io.socketio.jakarta.faults.server.Server;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a scenario works with: the server, the others, and its own connections, which are reset at its end. */
final class TestBed implements AutoCloseable {

    /** {@code pingInterval} and {@code pingTimeout} of the test application. */
    static final long HEARTBEAT_MS = 6500;

    /** {@code upgradeTimeout} and {@code connectTimeout} of the test application. */
    static final long CONNECT_TIMEOUT_MS = 4000;

    /** How long after a close the TCP connection may stay open. */
    static final long CLOSE_MS = 5000;

    /** For what the server does later than it must, on a slow machine. */
    static final long SLACK_MS = 6000;

    /** A task that may fail. */
    interface Task {
        void run() throws Exception;
    }

    private final Server server;
    private final Diagnostics diagnostics;
    private final Form form;
    private final Group others;
    private final long logBefore;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final List<Closeable> closeables = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "hostile");
        thread.setDaemon(true);
        return thread;
    });

    TestBed(Server server, Form form, Group others) throws IOException {
        this.server = server;
        this.form = form;
        this.others = others;
        logBefore = Files.size(server.log());
        diagnostics = new Diagnostics(server.port());
    }

    Server server() {
        return server;
    }

    int port() {
        return server.port();
    }

    Form form() {
        return form;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Group others() {
        return others;
    }

    /** Resets the session at the end of the scenario. */
    Session keep(Session session) {
        sessions.add(session);
        return session;
    }

    List<Session> sessions() {
        return sessions;
    }

    /** Closes it at the end of the scenario. */
    <T extends Closeable> T keep(T closeable) {
        closeables.add(closeable);
        return closeable;
    }

    /** Runs a task beside. */
    Future<?> beside(Task task) {
        return threads.submit(() -> {
            task.run();
            return null;
        });
    }

    /** Reads a session until its end, and so answers its pings. */
    Session listen(Session session) {
        threads.execute(() -> {
            try {
                while (true) {
                    session.receive();
                }
            } catch (IOException e) {
                // The server or the scenario has ended it.
            }
        });
        return keep(session);
    }

    /**
     * Waits until the server has no sessions but those of the others.
     *
     * @return how long that took, in milliseconds
     */
    long awaitOnlyOthers(long millis) throws IOException, BrokenPromise {
        long took = diagnostics.await(now -> now.of("sessions") <= others.size(), millis);
        if (took < 0) {
            throw new BrokenPromise((diagnostics.now().of("sessions") - others.size())
                    + " sessions are still open after " + millis + " ms");
        }
        return took;
    }

    void require(boolean held, String otherwise) throws BrokenPromise {
        if (!held) {
            throw new BrokenPromise(otherwise);
        }
    }

    /** Requires that the scenario has not filled the heap: nothing in the log says so. */
    void requireNoOutOfMemory() throws IOException, BrokenPromise {
        try (InputStream log = Files.newInputStream(server.log())) {
            log.skipNBytes(logBefore);
            String text = new String(log.readAllBytes(), StandardCharsets.ISO_8859_1);
            require(!text.contains("OutOfMemoryError"), "the heap was full");
        }
    }

    /** Lets time pass. */
    void pass(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    @Override
    public void close() throws IOException {
        sessions.forEach(Session::reset);
        for (Closeable closeable : closeables) {
            closeable.close();
        }
        threads.shutdownNow();
    }
}
