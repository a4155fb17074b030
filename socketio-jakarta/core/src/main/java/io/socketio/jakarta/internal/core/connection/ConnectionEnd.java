package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.engine.CloseReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a connection is over: it has closed, and the last listener of its last socket has run. Until then it is counted who is still there: the
 * connection itself, and each socket, from its making to the end of its disconnect listeners. Lock-free.
 */
final class ConnectionEnd {

    /** Listeners, the newest first. */
    record Waiting(Runnable listener, @Nullable Waiting older) {

        /** The same, the oldest first. */
        Waiting reversed() {
            Waiting reversed = null;
            for (Waiting each = this; each != null; each = each.older) {
                reversed = new Waiting(each.listener, reversed);
            }
            return reversed == null ? this : reversed;
        }

        /** Calls this listener and those behind it; one that throws keeps none from being called. */
        void runAll(Consumer<Throwable> onThrown) {
            for (Waiting each = this; each != null; each = each.older) {
                try {
                    each.listener.run();
                } catch (Throwable thrown) {
                    onThrown.accept(thrown);
                }
            }
        }
    }

    private static final Waiting OVER = new Waiting(() -> {}, null);
    private static final VarHandle USERS;
    private static final VarHandle WAITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            USERS = lookup.findVarHandle(ConnectionEnd.class, "users", int.class);
            WAITING = lookup.findVarHandle(ConnectionEnd.class, "waiting", Waiting.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int users = 1;
    /** Null: nobody waits. */
    private volatile @Nullable Waiting waiting;

    /** One more. @return false if the connection is over */
    boolean enter() {
        int now;
        do {
            now = users;
            if (now == 0) {
                return false;
            }
        } while (!USERS.compareAndSet(this, now, now + 1));
        return true;
    }

    /** One less. @return whether that was the last; then {@link #take} says who waits */
    boolean leave() {
        return (int) USERS.getAndAdd(this, -1) == 1;
    }

    /** Adds a listener. @return false if the connection is over; then it is not added */
    boolean await(Runnable listener) {
        Waiting now;
        do {
            now = waiting;
            if (now == OVER) {
                return false;
            }
        } while (!WAITING.compareAndSet(this, now, new Waiting(listener, now)));
        return true;
    }

    /** Who waits, in order; nobody is added any more. Null: nobody. */
    @Nullable
    Waiting take() {
        Waiting all = (Waiting) WAITING.getAndSet(this, OVER);
        return all == null || all == OVER ? null : all.reversed();
    }

    /** Why the sockets of a connection end. */
    static DisconnectReason reason(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_ERROR -> DisconnectReason.TRANSPORT_ERROR;
            case TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
            case FORCED_CLOSE -> DisconnectReason.FORCED_CLOSE;
            case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
            case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
        };
    }
}
