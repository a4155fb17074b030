package io.socketio.jakarta.internal.core.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The phase of one socket, without any I/O. Thread-safe, lock-free.
 *
 * <pre>
 * CONNECTING  middleware decides
 *   toJoined      → JOINED     in the namespace, takes events
 *   toRefused     → ENDED
 * JOINED
 *   toConnected   → CONNECTED  CONNECT is queued, so broadcasts may follow
 *   toAnswered    → CONNECTED  CONNECT could not be queued
 *   toEnded       → ENDING     the end waits until CONNECT is answered, so that nothing of it overtakes the answer
 * ENDING
 *   toAnswered    → ENDED      the thread that has answered begins the end
 * CONNECTING, CONNECTED
 *   toEnded       → ENDED
 * </pre>
 */
final class SocketPhase extends AtomicInteger {

    private static final long serialVersionUID = 1L;
    private static final int CONNECTING = 0;
    private static final int JOINED = 1;
    private static final int CONNECTED = 2;
    private static final int ENDED = 3;
    private static final int ENDING = 4;

    private static final String[] NAMES = {"connecting", "joined", "connected", "disconnected", "disconnected"};

    private static final VarHandle WAITING;

    static {
        try {
            WAITING = MethodHandles.lookup().findVarHandle(SocketPhase.class, "waiting", SocketEnd.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written before the phase becomes {@link #ENDING}; null before. */
    private transient volatile @Nullable SocketEnd waiting;

    /** What the end has found. */
    enum End {
        /** It had ended before. */
        AGAIN,
        BEFORE_JOINING,
        /** CONNECT is being answered: whoever does that begins the end. */
        WHILE_ANSWERING,
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
        return get() >= ENDED;
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

    /** CONNECT has been answered, or nobody could. @return the end that came meanwhile, which the caller begins; otherwise null */
    @Nullable
    SocketEnd toAnswered() {
        compareAndSet(JOINED, CONNECTED);
        return compareAndSet(ENDING, ENDED) ? waiting : null;
    }

    /** @param end begins at once, unless the result is {@link End#WHILE_ANSWERING} */
    End toEnded(SocketEnd end) {
        int before;
        do {
            before = get();
            if (before >= ENDED) {
                return End.AGAIN;
            }
            if (before == JOINED) {
                // The first of several that come at once; it does not matter which.
                WAITING.compareAndSet(this, null, end);
            }
        } while (!compareAndSet(before, before == JOINED ? ENDING : ENDED));
        return switch (before) {
            case CONNECTING -> End.BEFORE_JOINING;
            case JOINED -> End.WHILE_ANSWERING;
            default -> End.AFTER_JOINING;
        };
    }

    @Override
    public String toString() {
        return NAMES[get()];
    }
}
