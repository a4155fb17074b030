package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.MiddlewareChain;
import io.socketio.jakarta.internal.core.namespace.CoreNamespace;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.PayloadMismatch;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first task in a socket's mailbox: asks the namespace's middleware, then either refuses the client, or registers the socket, answers CONNECT and
 * calls the connection listeners. Events that the client sends right behind wait in the mailbox.
 */
final class Connecting extends MailboxTask {

    private static final System.Logger LOG = Loggers.SOCKET;

    private static final String INVALID_PAYLOAD = "invalid payload";

    private final CoreSocket socket;
    private final CoreNamespace namespace;
    private final ClientConnection connection;
    private final ServerContext context;
    private final @Nullable String auth;

    /** @param auth the JSON object that came with CONNECT, or null */
    Connecting(
            CoreSocket socket,
            CoreNamespace namespace,
            ClientConnection connection,
            ServerContext context,
            @Nullable String auth) {
        this.socket = socket;
        this.namespace = namespace;
        this.connection = connection;
        this.context = context;
        this.auth = auth;
    }

    @Override
    public void run() {
        if (!readHandshake()) {
            return;
        }
        NamespaceMiddleware[] middlewares = namespace.middlewares();
        if (middlewares.length == 0) {
            admit(true);
        } else {
            new Chain(middlewares).ask();
        }
    }

    /** The same without middleware, on the thread that read CONNECT: only the connection listeners run in the mailbox, in front of all events. */
    void runOutsideMailbox() {
        if (readHandshake()) {
            admit(false);
        }
    }

    /** Gives the socket its handshake. @return false if the auth cannot be read; then the client has been refused */
    private boolean readHandshake() {
        try {
            socket.handshake(handshake());
            return true;
        } catch (PayloadException e) {
            refuse(new ConnectRefused(authMessage(e)), true);
            return false;
        }
    }

    /** What a client is told whose auth cannot be read. */
    static String authMessage(PayloadException cause) {
        return cause instanceof PayloadMismatch mismatch
                ? String.valueOf(mismatch.within("auth").getMessage())
                : INVALID_PAYLOAD;
    }

    private void admit(boolean inMailbox) {
        socket.onConnectDecided();
        if (!socket.toJoined()) {
            return;
        }
        namespace.add(socket);
        connection.onJoined();
        List<OutboundPacket> answer =
                Outgoing.toEngine(context.parser().connected(namespace.name(), socket.id()), true);
        // In one step: the client may hear of CONNECT at once, and whatever is broadcast after that must reach it.
        connection.enqueue(answer, socket);
        LOG.log(
                System.Logger.Level.DEBUG,
                "{0} has joined, in session {1}",
                socket,
                connection.session().id());
        context.monitor().onSocketConnected(socket);
        if (inMailbox) {
            connection.flush();
            socket.announce();
        } else {
            socket.mailbox().post(MailboxTask.of(socket::announce));
            connection.flush();
        }
    }

    /** @param isSaid whether the application has said the error to the client; one that it has thrown tells nothing but what is meant for clients */
    private void refuse(Throwable error, boolean isSaid) {
        if (!socket.toRefused()) {
            return;
        }
        ConnectRefused refusal = refusal(error, isSaid);
        String message = Objects.requireNonNullElse(refusal.getMessage(), "");
        LOG.log(System.Logger.Level.DEBUG, "{0} was refused: {1}", socket, LogText.plain(message));
        Object data = refusal.data();
        try {
            connection.refuse(namespace.name(), message, data);
        } catch (PayloadException e) {
            context.operatorLog().userCodeFailed("data of a refusal", namespace.name(), e);
            connection.refuse(namespace.name(), message, null);
        }
    }

    /** What the client is told. An exception that was thrown may quote a query or an address: its message is for the log. */
    private static ConnectRefused refusal(Throwable error, boolean isSaid) {
        if (error instanceof ConnectRefused refused) {
            return refused;
        }
        AckError told = AckError.of(error);
        if (told != null) {
            return new ConnectRefused(told.message(), told.details().isEmpty() ? null : told.details());
        }
        return new ConnectRefused(
                isSaid && !(error instanceof PayloadException)
                        ? Objects.requireNonNullElse(error.getMessage(), "")
                        : AckError.internal().message());
    }

    private Handshake handshake() {
        HandshakeRequest request = connection.session().request();
        return new Handshake(
                request.headers(),
                request.query(),
                context.readAuth(auth),
                request.attributes().get(HttpExchange.PRINCIPAL) instanceof Principal principal ? principal : null,
                request.attributes().get(HttpExchange.ROLES) instanceof Set<?> roles ? (Set<String>) roles : Set.of(),
                request.attributes().get(HttpExchange.HTTP_SESSION_ID) instanceof String session ? session : null,
                request.remoteAddress(),
                request.url(),
                request.secure(),
                request.headers().containsKey("origin"),
                Instant.now());
    }

    private final class Chain extends MiddlewareChain {

        private final NamespaceMiddleware[] middlewares;
        private @Nullable Throwable thrown;

        Chain(NamespaceMiddleware[] middlewares) {
            super(socket.mailbox());
            this.middlewares = middlewares;
        }

        @Override
        public int size() {
            return socket.isEnded() ? 0 : middlewares.length;
        }

        @Override
        public void call(int index, Next next) throws Exception {
            middlewares[index].onConnecting(socket, next);
        }

        @Override
        public void onPassed() {
            admit(true);
        }

        @Override
        public void onStopped(Throwable error) {
            if (error != thrown && error instanceof PayloadException) {
                onThrown(error);
            }
            refuse(error, error != thrown);
        }

        @Override
        public void onThrown(Throwable error) {
            thrown = error;
            if (!(error instanceof ConnectRefused) && AckError.of(error) == null) {
                socket.onFailed("middleware", error);
            }
        }
    }
}
