package io.socketio.jakarta.internal.core.socket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The phase of one socket, without any I/O. Thread-safe, lock-free.
 *
 * <pre>
 * CONNECTING  middleware decides
 *   toJoined      → JOINED     in the namespace, takes events
 *   toRefused     → ENDED
 * JOINED
 *   toConnected   → CONNECTED  CONNECT is queued, so broadcasts may follow
 * any but ENDED
 *   toEnded       → ENDED
 * </pre>
 */
final class SocketPhase extends AtomicInteger {

    private static final long serialVersionUID = 1L;
    private static final int CONNECTING = 0;
    private static final int JOINED = 1;
    private static final int CONNECTED = 2;
    private static final int ENDED = 3;

    private static final String[] NAMES = {"connecting", "joined", "connected", "disconnected"};

    /** What the end has found. */
    enum End {
        /** It had ended before. */
        AGAIN,
        BEFORE_JOINING,
        AFTER_JOINING
    }

    boolean isConnected() {
        int now = get();
        return now == JOINED || now == CONNECTED;
    }

    boolean isReachable() {
        return get() == CONNECTED;
    }

    boolean isEnded() {
        return get() == ENDED;
    }

    /** @return false if the socket has ended meanwhile */
    boolean toJoined() {
        return compareAndSet(CONNECTING, JOINED);
    }

    void toConnected() {
        compareAndSet(JOINED, CONNECTED);
    }

    /** @return false if the socket has ended meanwhile */
    boolean toRefused() {
        return compareAndSet(CONNECTING, ENDED);
    }

    End toEnded() {
        int before = getAndSet(ENDED);
        if (before == ENDED) {
            return End.AGAIN;
        }
        return before == CONNECTING ? End.BEFORE_JOINING : End.AFTER_JOINING;
    }

    @Override
    public String toString() {
        return NAMES[get()];
    }
}
