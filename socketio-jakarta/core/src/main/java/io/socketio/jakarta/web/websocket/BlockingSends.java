package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends that wait for their socket, on threads of their own. One thread sends for all connections in turn, which saves a hand-over for each message. A
 * second one looks every {@value #LOOK_MS} ms whether the first is still in the same send; then it sends what waits behind that, and another thread looks.
 * While as many as may wait do so, the next one sends as if this class were not there. So a client that does not read delays others by 10 ms at most, and
 * {@value #MOST_STUCK} such clients by 80 ms, however many there are. Thread-safe; no method blocks.
 */
public final class BlockingSends {

    /** For virtual threads. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** For sends that are not stuck. */
    private static final long END_TIMEOUT_MS = 200;

    private static final int LOOK_MS = 5;

    /** After so many looks at which nothing was to be sent, the thread that looks leaves. A server that is busy keeps it. */
    private static final int IDLE_LOOKS = 10;

    /** Most sends that wait for their client at a time, even if there may be more threads. */
    private static final int MOST_STUCK = 8;

    private final ExecutorService executor;
    private final int threads;
    private final int mostStuck;
    private final Queue<QueuedSend> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Written under the lock.
    /** Who takes sends from the queue; null for nobody. */
    private volatile @Nullable Sender sender;
    /** How many threads are in a send from which another one has taken over. */
    private volatile int stuck;
    /** Whether a thread looks at the sender, or has been asked to. */
    private volatile boolean watched;

    private volatile boolean ended;

    /**
     * @param executor starts a thread for each task, up to {@code threads}
     * @param threads all but one of them may wait for clients at the same time; or {@link #UNLIMITED}
     */
    public BlockingSends(ExecutorService executor, int threads) {
        this.executor = executor;
        this.threads = threads;
        this.mostStuck = Math.min(threads - 1, MOST_STUCK);
    }

    /** Returns whether a hand-over to these threads costs less than one of the container, so that it is worth it for a single message, too. */
    boolean areCheap() {
        return threads == UNLIMITED;
    }

    /** Sends soon, in the order of the calls as far as clients read. */
    void submit(QueuedSend send) {
        waiting.add(send);
        // Either this finds no sender, or the sender finds this before it leaves.
        if (sender == null || !watched && mayWait()) {
            startThread();
        }
    }

    /** Whether the sender may wait for a client: another thread is left that can take over. */
    private boolean mayWait() {
        return stuck < mostStuck;
    }

    private void startThread() {
        Sender fresh = null;
        lock.lock();
        try {
            if (sender == null) {
                fresh = new Sender();
                sender = fresh;
            } else if (watched || !mayWait()) {
                return;
            } else {
                watched = true;
            }
        } finally {
            lock.unlock();
        }
        if (fresh == null) {
            startWatch();
        } else if (!start(fresh)) {
            onNoSender();
        }
    }

    private void startWatch() {
        if (!start(this::watch)) {
            lock.lock();
            try {
                watched = false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** @return false if the deployment has ended, or there is no thread */
    private boolean start(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            Loggers.ENGINE.log(Level.DEBUG, "no thread for blocking sends", e);
            return false;
        }
    }

    private void onNoSender() {
        lock.lock();
        try {
            sender = null;
        } finally {
            lock.unlock();
        }
        for (QueuedSend next = waiting.poll(); next != null; next = waiting.poll()) {
            next.sendAsync();
            next.onWaits();
        }
    }

    /** Takes from the queue until it is empty, or until another sender has taken over. */
    private final class Sender implements Runnable {

        // Written by the thread of this sender.
        private volatile @Nullable QueuedSend current;
        /** Begun so far. */
        private volatile int sends;

        @Override
        public void run() {
            do {
                while (sender == this) {
                    QueuedSend next = waiting.poll();
                    if (next == null) {
                        // Whoever is submitting a broadcast goes on before this thread looks again.
                        Thread.yield();
                        next = waiting.poll();
                    }
                    if (next == null) {
                        break;
                    }
                    current = next;
                    int count = sends + 1;
                    sends = count;
                    send(next);
                }
            } while (!leaves());
        }

        private void send(QueuedSend next) {
            try {
                if (mayWait()) {
                    next.sendBlocking();
                } else {
                    next.sendAsync();
                    next.onWaits();
                }
            } catch (Throwable t) {
                // The others wait for this thread.
                Loggers.ENGINE.log(Level.ERROR, "a send failed", LogText.escaped(t));
            }
        }

        private boolean leaves() {
            boolean needsWatch = false;
            lock.lock();
            try {
                if (sender == this) {
                    sender = null;
                    if (waiting.isEmpty()) {
                        return true;
                    }
                    sender = this;
                    return false;
                }
                int count = stuck - 1;
                stuck = count;
                // Its successor may wait from now on.
                if (sender != null && !watched) {
                    watched = true;
                    needsWatch = true;
                }
            } finally {
                lock.unlock();
            }
            if (needsWatch) {
                startWatch();
            }
            return true;
        }
    }

    /** Looks until the sender is stuck, and becomes the sender then; or until there is nothing to be sent. */
    private void watch() {
        Sender seen = null;
        int seenSends = 0;
        int idleLooks = 0;
        while (true) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
            Sender present = sender;
            int sends = present == null ? 0 : present.sends;
            if (present != null && present == seen && sends == seenSends && !waiting.isEmpty()) {
                Sender successor = takeOver(present);
                if (successor != null) {
                    // Null if the other one has not got a thread yet.
                    QueuedSend waits = present.current;
                    try {
                        if (waits != null) {
                            waits.onWaits();
                        }
                    } finally {
                        successor.run();
                    }
                    return;
                }
            }
            idleLooks = present == null ? idleLooks + 1 : 0;
            if ((idleLooks >= IDLE_LOOKS || ended || Thread.interrupted()) && unwatch()) {
                return;
            }
            seen = present;
            seenSends = sends;
        }
    }

    /** @return the sender that the calling thread has become, or null if the other one has gone meanwhile */
    private @Nullable Sender takeOver(Sender from) {
        Sender successor = new Sender();
        boolean needsWatch;
        lock.lock();
        try {
            if (sender != from) {
                return null;
            }
            sender = successor;
            int count = stuck + 1;
            stuck = count;
            needsWatch = mayWait();
            watched = needsWatch;
        } finally {
            lock.unlock();
        }
        if (needsWatch) {
            startWatch();
        }
        return successor;
    }

    /** @return false if there is a sender again, which must be watched */
    private boolean unwatch() {
        lock.lock();
        try {
            if (sender != null && !ended) {
                return false;
            }
            watched = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the threads; later sends are asynchronous. To be called when the connections have been aborted: a send that still waits then is interrupted.
     * Not before, because an interrupt in the middle of a write closes the channel behind the container's back.
     */
    public void end() {
        ended = true;
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
