package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of one socket, in two steps: {@link #begin} at once, and as a task of the mailbox the disconnect listeners. Whatever fails keeps none of the
 * rest from running, because nobody else takes the socket out of its rooms or counts it out.
 */
final class SocketEnd extends MailboxTask {

    /** An adapter that fails, for example without memory, is asked again. */
    private static final int LEAVE_ATTEMPTS = 10;

    private static final Duration LEAVE_AGAIN_AFTER = Duration.ofSeconds(1);

    private final CoreSocket socket;
    /** Null if the socket has been refused. */
    private final @Nullable DisconnectReason reason;
    /** Whether the socket had joined its namespace. */
    private boolean joined;

    SocketEnd(CoreSocket socket, @Nullable DisconnectReason reason) {
        this.socket = socket;
        this.reason = reason;
    }

    /** On the thread that ends the socket, after its phase has changed. @param farewell what the client is told, or null */
    void begin(boolean hadJoined, @Nullable EncodedPacket farewell) {
        joined = hadJoined;
        try {
            if (reason != null) {
                Loggers.SOCKET.log(System.Logger.Level.DEBUG, "{0} ends: {1}", socket, reason.text());
            }
            if (farewell != null) {
                socket.connection.send(Outgoing.toEngine(farewell, true));
            }
        } finally {
            try {
                leaveEverything();
            } finally {
                orderListeners();
            }
        }
    }

    private void leaveEverything() {
        socket.onConnectDecided();
        try {
            leaveRooms(LEAVE_ATTEMPTS);
        } finally {
            try {
                socket.namespace.leave();
            } finally {
                socket.connection.remove(socket);
            }
        }
    }

    private void leaveRooms(int attempts) {
        try {
            socket.namespace.remove(socket);
        } catch (Throwable t) {
            socket.onError("the adapter", t);
            if (attempts > 1) {
                socket.context().scheduler().schedule(() -> leaveRooms(attempts - 1), LEAVE_AGAIN_AFTER);
            }
        }
    }

    private void orderListeners() {
        try {
            socket.closeAcks();
            if (joined && reason != null) {
                socket.context().monitor().onSocketDisconnected(socket, reason);
            }
        } finally {
            socket.mailbox().releasePause();
            socket.mailbox().post(this);
        }
    }

    @Override
    public void run() {
        try {
            if (joined && reason != null) {
                socket.announce();
                callListeners(reason);
            } else {
                tellMiddleware();
            }
        } finally {
            try {
                socket.connection.onSocketGone(socket);
            } finally {
                if (joined) {
                    socket.context().liveSockets().onGone();
                }
            }
        }
    }

    private void callListeners(DisconnectReason reason) {
        ListenerFilters filters = socket.context().filters();
        filters.onDisconnecting(socket, reason, () -> socket.fireDisconnect("disconnecting", reason));
        socket.forgetRooms();
        filters.onDisconnect(socket, reason, () -> socket.fireDisconnect("disconnect", reason));
    }

    private void tellMiddleware() {
        for (NamespaceMiddleware middleware : socket.namespace.middlewares()) {
            try {
                middleware.onAbandoned(socket);
            } catch (Throwable t) {
                socket.onFailed("middleware", t);
            }
        }
    }

    @Override
    public String toString() {
        return "disconnect listeners of " + socket;
    }
}
