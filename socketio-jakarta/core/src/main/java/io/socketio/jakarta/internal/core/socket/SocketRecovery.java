package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The part of a socket that outlives its connection (Socket.IO "Connection state recovery"): the private id, what the socket has taken over from an
 * earlier connection, and what it leaves for a later one. Thread-safe.
 */
public final class SocketRecovery {

    /** Of all sockets of a server without recovery. */
    public static final SocketRecovery OFF = new SocketRecovery(null, null);

    private final @Nullable String privateId;
    private final @Nullable RestoredSession restored;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** The socket ends, and its client may come back: what is emitted to it from now on is kept. */
    private volatile boolean mayReturn;

    private SocketRecovery(@Nullable String privateId, @Nullable RestoredSession restored) {
        this.privateId = privateId;
        this.restored = restored;
    }

    /** Of a socket with a session of its own. @param privateId null if the adapter keeps no sessions */
    public static SocketRecovery fresh(@Nullable String privateId) {
        return new SocketRecovery(privateId, null);
    }

    /** Of a socket that goes on with the session of an earlier one. */
    public static SocketRecovery of(RestoredSession restored) {
        return new SocketRecovery(restored.session().privateId(), restored);
    }

    /** Returns what the client must show to come back; null without recovery. */
    public @Nullable String privateId() {
        return privateId;
    }

    /** Returns what the socket goes on with; null if it is a new one. */
    public @Nullable RestoredSession restored() {
        return restored;
    }

    @Nullable
    Map<String, Object> data() {
        return restored == null ? null : restored.session().data();
    }

    /** Whether an event for this socket goes through the adapter, which keeps it. One that has not connected yet has nothing to recover. */
    boolean keepsEvents(boolean isReachable) {
        return privateId != null && (isReachable || mayReturn);
    }

    /** The socket is about to end. Comes before its phase changes, so that no event is lost in between. */
    void onEnding(DisconnectReason reason) {
        if (privateId != null && reason.isRecoverable()) {
            mayReturn = true;
        }
    }

    /**
     * The socket has ended and is about to leave its rooms.
     *
     * @param reason null if it has been refused
     */
    void onEnded(CoreSocket socket, boolean hadJoined, @Nullable DisconnectReason reason) {
        RestoredSession earlier = restored;
        boolean mayRecover = reason != null && reason.isRecoverable();
        if (privateId == null) {
            if (this != OFF && hadJoined && mayRecover) {
                ServerContext context = socket.context();
                context.filters().onForgottenAfter(ended, context.executor(), socket.namespace.name(), socket.id);
            }
            return;
        }
        if (hadJoined ? !mayRecover : earlier == null) {
            return;
        }
        RecoverableSession session = save(socket, hadJoined, earlier);
        if (!mayRecover) {
            session.onForgotten();
        } else {
            socket.namespace.adapter().persistSession(session);
        }
    }

    private SavedSession save(CoreSocket socket, boolean hadJoined, @Nullable RestoredSession earlier) {
        // The socket is still in the namespace, so this cannot fail.
        socket.namespace.enter();
        boolean isOwn = hadJoined || earlier == null;
        Set<String> rooms = isOwn
                ? socket.namespace.adapter().socketRooms(socket.id)
                : earlier.session().rooms();
        // Whoever has got the earlier session is its owner, where owners matter.
        SessionOwner owner = socket.connection.owner();
        return new SavedSession(
                socket.namespace,
                socket.context(),
                socket.id,
                String.valueOf(privateId),
                rooms,
                socket.data(),
                owner,
                ended);
    }

    /** The disconnect listeners of the socket have run. */
    void onGone() {
        if (this != OFF) {
            ended.complete(null);
        }
    }
}
