package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The connections that have read much and go on when their I/O thread has served its other connections. That thread runs all tasks that are due before it
 * selects. Tasks of single connections would fall due while others run, and it would never select; so all connections go on together, and their next turn
 * is arranged when this one is over. Used by the I/O thread.
 */
final class UndertowTurns {

    private final Executor ioThread;
    private final Consumer<Runnable> later;
    private final Runnable whenDone;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean arranged;

    /**
     * @param ioThread runs tasks in their order
     * @param later runs a task after a pause, on the same thread
     * @param whenDone runs when no connection waits any more
     */
    UndertowTurns(Executor ioThread, Consumer<Runnable> later, Runnable whenDone) {
        this.ioThread = ioThread;
        this.later = later;
        this.whenDone = whenDone;
    }

    /** @param wakeUp makes the I/O thread call the connection's listener with one of its next tasks */
    void add(Runnable wakeUp) {
        waiting.add(wakeUp);
        arrange();
    }

    private void arrange() {
        if (!arranged) {
            arranged = true;
            later.accept(this::wakeAll);
        }
    }

    private void wakeAll() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                Loggers.ENGINE.log(Level.DEBUG, "a connection could not be woken", e);
            }
        }
        // Behind the listeners.
        ioThread.execute(() -> {
            arranged = false;
            if (waiting.isEmpty()) {
                whenDone.run();
            } else {
                arrange();
            }
        });
    }
}
