package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls to a listener one at a time, and the end of the connection the last one, although it may be found on any thread. Thread-safe.
 *
 * <pre>
 * OPEN ──enter──▶ BUSY ──exit──▶ OPEN
 *   └─end─▶ ENDED   └─end─▶ ENDING ──exit──▶ ENDED
 * </pre>
 */
final class ListenerGate {

    private static final AtomicIntegerFieldUpdater<ListenerGate> STATE =
            AtomicIntegerFieldUpdater.newUpdater(ListenerGate.class, "state");

    private static final int OPEN = 0;
    /** A thread is calling the listener. */
    private static final int BUSY = 1;
    /** The thread that is calling the listener will report the end. */
    private static final int ENDING = 2;

    private static final int ENDED = 3;

    private final WebSocketListener listener;
    private volatile int state = OPEN;

    /** Why the connection ends; null if it was closed. Set before the state becomes {@link #ENDING}. */
    private volatile @Nullable Throwable cause;

    ListenerGate(WebSocketListener listener) {
        this.listener = listener;
    }

    /** The caller must call this between {@link #enter} and {@link #exit}. */
    WebSocketListener listener() {
        return listener;
    }

    /** @return false if the connection has ended: the listener must not be called any more */
    boolean enter() {
        return STATE.compareAndSet(this, OPEN, BUSY);
    }

    void exit() {
        if (!STATE.compareAndSet(this, BUSY, OPEN)) {
            reportEnd();
        }
    }

    /**
     * Reports the end of the connection, once: now, or when the call in progress has returned.
     *
     * @param failure null if the connection was closed
     */
    void end(@Nullable Throwable failure) {
        while (true) {
            if (STATE.compareAndSet(this, OPEN, BUSY)) {
                cause = failure;
                reportEnd();
                return;
            }
            int now = state;
            if (now == BUSY) {
                cause = failure;
                if (STATE.compareAndSet(this, BUSY, ENDING)) {
                    return;
                }
            } else if (now != OPEN) {
                return;
            }
            // The other thread has just left.
        }
    }

    private void reportEnd() {
        Throwable failure = cause;
        if (failure != null) {
            listener.onError(failure);
        }
        state = ENDED;
        listener.onClose();
    }
}
