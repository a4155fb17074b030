package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends that wait for their socket, on threads of their own. One thread sends for many connections in turn, which saves a hand-over for each message;
 * before it sends, another thread stands by for what waits behind this send. The last thread never waits: it sends as if this class were not there.
 * So a client that does not read delays nobody, however many such clients there are. Thread-safe; no method blocks.
 */
public final class BlockingSends {

    /** What one connection sends next. Both methods report their result to the connection and throw nothing. */
    interface Send {

        /** Sends, and returns when the socket has taken everything. */
        void sendBlocking();

        /** Starts to send, and returns at once. */
        void sendAsync();
    }

    /** For virtual threads. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** For sends that are not stuck. */
    private static final long END_TIMEOUT_MS = 200;

    private final ExecutorService executor;
    private final int threads;
    private final Queue<Send> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private int workers;
    /** How many of the workers are inside a send. */
    private int sending;

    /**
     * @param executor starts a thread for each task, up to {@code threads}
     * @param threads all but one of them may wait for clients at the same time; or {@link #UNLIMITED}
     */
    public BlockingSends(ExecutorService executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /** Returns whether a hand-over to these threads costs less than one of the container, so that it is worth it for a single message, too. */
    boolean areCheap() {
        return threads == UNLIMITED;
    }

    /** Sends soon, in the order of the calls as far as clients read. */
    void submit(Send send) {
        waiting.add(send);
        lock.lock();
        try {
            if (workers > sending || workers == threads) {
                // A worker that is between two sends looks again before it leaves.
                return;
            }
            workers++;
        } finally {
            lock.unlock();
        }
        startWorker();
    }

    private void startWorker() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The deployment has ended, or there is no thread.
            Loggers.ENGINE.log(Level.DEBUG, "no thread for blocking sends", e);
            lock.lock();
            try {
                workers--;
            } finally {
                lock.unlock();
            }
            for (Send next = waiting.poll(); next != null; next = waiting.poll()) {
                next.sendAsync();
            }
        }
    }

    private void work() {
        while (true) {
            Send next = waiting.poll();
            if (next == null) {
                // Whoever is submitting a broadcast goes on before this thread looks again.
                Thread.yield();
                next = waiting.poll();
            }
            if (next != null) {
                send(next);
            } else if (leaves()) {
                return;
            }
        }
    }

    private void send(Send next) {
        boolean isLast;
        boolean needsStandby;
        lock.lock();
        try {
            sending++;
            isLast = sending == threads;
            needsStandby = sending == workers && !isLast && !waiting.isEmpty();
            if (needsStandby) {
                workers++;
            }
        } finally {
            lock.unlock();
        }
        if (needsStandby) {
            startWorker();
        }
        try {
            if (isLast) {
                next.sendAsync();
            } else {
                next.sendBlocking();
            }
        } catch (Throwable t) {
            // The thread must go on, and be counted.
            Loggers.ENGINE.log(Level.ERROR, "a send failed", LogText.escaped(t));
        } finally {
            lock.lock();
            try {
                sending--;
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean leaves() {
        lock.lock();
        try {
            boolean leaves = waiting.isEmpty();
            if (leaves) {
                workers--;
            }
            return leaves;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the threads; later sends are asynchronous. To be called when the connections have been aborted: a send that still waits then is interrupted.
     * Not before, because an interrupt in the middle of a write closes the channel behind the container's back.
     */
    public void end() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
