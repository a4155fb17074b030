package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.EncodedPacket;
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

    /** What the client is told, or null. */
    private final @Nullable EncodedPacket lastPacket;
    /** Whether the socket had joined its namespace. */
    private boolean joined;

    SocketEnd(CoreSocket socket, @Nullable DisconnectReason reason, @Nullable EncodedPacket lastPacket) {
        this.socket = socket;
        this.reason = reason;
        this.lastPacket = lastPacket;
    }

    /** The phase has changed, on the thread that ends the socket. */
    void onPhase(SocketPhase.End found) {
        switch (found) {
            case BEFORE_JOINING -> begin(false);
            case AFTER_JOINING -> begin(true);
            case WHILE_ANSWERING, AGAIN -> {}
        }
    }

    /** On the thread that ends the socket, or on the one that has answered CONNECT. */
    void begin(boolean hadJoined) {
        joined = hadJoined;
        try {
            if (reason != null) {
                Loggers.SOCKET.log(System.Logger.Level.DEBUG, "{0} ends: {1}", socket, reason.text());
            }
            if (lastPacket != null) {
                socket.connection.send(Outgoing.toEngine(lastPacket, true));
            }
            socket.recovery().onEnded(socket, joined, reason);
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
                try {
                    socket.announce();
                } finally {
                    callListeners(reason);
                }
            } else {
                tellMiddleware();
            }
        } finally {
            socket.recovery().onGone();
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
        try {
            filters.onDisconnecting(socket, reason, () -> socket.fireDisconnect("disconnecting", reason));
        } finally {
            socket.forgetRooms();
            filters.onDisconnect(socket, reason, () -> socket.fireDisconnect("disconnect", reason));
        }
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
