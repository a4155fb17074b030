package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.core.namespace.CoreNamespace;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.SocketRecovery;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.Packet;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Joins namespaces for one connection: at once where the namespace exists, after a search where a parent may make it. */
final class NamespaceJoins {

    /** About what a CONNECT keeps besides its texts: its socket, or its search. */
    private static final int CONNECT_BYTES = 512;

    private final ClientConnection connection;
    private final NamespaceSlots slots;
    private final ConnectionEnd end;
    private final ServerContext context;
    private final Namespaces namespaces;

    NamespaceJoins(
            ClientConnection connection,
            NamespaceSlots slots,
            ConnectionEnd end,
            ServerContext context,
            Namespaces namespaces) {
        this.connection = connection;
        this.slots = slots;
        this.end = end;
        this.context = context;
        this.namespaces = namespaces;
    }

    /** @return false if too much waits for the connection */
    boolean onConnect(Packet.Connect packet) {
        String name = packet.namespace();
        if (slots.count() >= context.options().maxNamespacesPerClient()) {
            refuse(name, "Too many namespaces");
            return true;
        }
        if (name.length() > context.options().maxNamespaceLength()) {
            refuse(name, NamespaceSearch.REFUSED);
            return true;
        }
        CoreNamespace namespace = namespaces.find(name);
        if (namespace != null && namespace.isAnnounced() && namespace.enter()) {
            RecoveryAttempt attempt = RecoveryAttempt.of(packet.json(), context);
            if (attempt != null) {
                return recover(attempt, namespace, packet);
            }
            end.enter();
            return joinAtOnce(namespace, packet, null);
        }
        if (namespace != null || !namespaces.parents().isEmpty()) {
            Reservation weight = new Reservation(connection.memory());
            boolean mayWait = weight.resize(weight(packet));
            NamespaceSearch search =
                    new NamespaceSearch(name, packet.json(), weight, connection, this, context, namespaces);
            slots.add(search);
            search.start();
            return mayWait;
        }
        refuse(name, NamespaceSearch.REFUSED);
        return true;
    }

    /** @param namespace has been entered, like the connection. @return false if too much waits for the connection */
    private boolean joinAtOnce(CoreNamespace namespace, Packet.Connect packet, @Nullable RestoredSession restored) {
        CoreSocket socket = socketIn(namespace, restored);
        try {
            return join(socket, namespace, packet);
        } catch (Throwable t) {
            onThrown(socket, t);
            return true;
        }
    }

    /** @param namespace has been entered. @return false if too much waits for the connection */
    private boolean recover(RecoveryAttempt attempt, CoreNamespace namespace, Packet.Connect packet) {
        CompletableFuture<@Nullable RestoredSession> found = find(attempt, namespace);
        if (found.isDone()) {
            end.enter();
            return joinAtOnce(namespace, packet, found.join());
        }
        Reservation weight = new Reservation(connection.memory());
        boolean mayWait = weight.resize(weight(packet));
        PendingRecovery pending = new PendingRecovery(namespace.name());
        slots.add(pending);
        found.thenAcceptAsync(
                restored -> onDecided(pending, namespace, packet.json(), weight, restored), context.executor());
        return mayWait;
    }

    private CompletableFuture<@Nullable RestoredSession> find(RecoveryAttempt attempt, CoreNamespace namespace) {
        return attempt.find(
                        namespace.adapter(),
                        connection.owner(),
                        context.options().bindToCaller())
                .toCompletableFuture();
    }

    /** @return false if too much waits for the connection */
    private boolean join(CoreSocket socket, CoreNamespace namespace, Packet.Connect packet) {
        namespace.adapter().register(socket);
        slots.add(socket);
        boolean isClosed = connection.isClosed();
        if (Connecting.middlewares(socket, namespace, context).length == 0) {
            // Nothing of the application decides, so the client does not wait for its threads.
            new Connecting(socket, namespace, connection, context, packet.json()).runOutsideMailbox();
            endIf(isClosed, socket);
            return true;
        }
        Reservation weight = new Reservation(connection.memory());
        boolean mayWait = weight.resize(weight(packet));
        begin(socket, namespace, packet.json(), weight, isClosed);
        return mayWait;
    }

    /** What waits for a decision: the text, of which the characters are not looked at, and the objects around it. */
    private static long weight(Packet.Connect packet) {
        String json = packet.json();
        return CONNECT_BYTES + 2L * packet.namespace().length() + (json == null ? 0 : 2L * json.length());
    }

    /** A search has ended well, on the executor. @param namespace has been entered */
    void onFound(NamespaceSearch search, CoreNamespace namespace, @Nullable String auth) {
        RecoveryAttempt attempt = RecoveryAttempt.of(auth, context);
        if (attempt == null) {
            onDecided(search, namespace, auth, search.weight(), null);
        } else {
            find(attempt, namespace)
                    .thenAcceptAsync(
                            restored -> onDecided(search, namespace, auth, search.weight(), restored),
                            context.executor());
        }
    }

    /** It is known which socket takes the place of the slot. On the executor. @param namespace has been entered */
    private void onDecided(
            NamespaceSlot slot,
            CoreNamespace namespace,
            @Nullable String auth,
            Reservation weight,
            @Nullable RestoredSession restored) {
        if (connection.isClosed() || !end.enter()) {
            if (restored != null) {
                namespace.adapter().persistSession(restored.session());
            }
            namespace.leave();
            weight.release();
            return;
        }
        CoreSocket socket = socketIn(namespace, restored);
        try {
            namespace.adapter().register(socket);
            slots.replace(slot, socket);
            begin(socket, namespace, auth, weight, connection.isClosed());
        } catch (Throwable t) {
            onThrown(socket, t);
        }
    }

    /** The socket ends whether or not its connection knows it already. */
    private void onThrown(CoreSocket socket, Throwable cause) {
        try {
            connection.onError("the joining of a namespace", socket.namespaceName(), cause);
        } finally {
            socket.end(DisconnectReason.FORCED_SERVER_CLOSE, null, true);
        }
    }

    /** A search has ended without a namespace, on the executor. */
    void onNotFound(NamespaceSearch search, String message) {
        slots.remove(search);
        search.release();
        refuse(search.namespaceName(), message);
    }

    private void refuse(String name, String message) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    "CONNECT to " + LogText.quoted(name) + " was refused: " + LogText.plain(message) + " (session "
                            + connection.session().id() + ")");
        }
        connection.refuse(name, message, context.parser().connectError(name, message, null));
    }

    /** @param namespace has been entered; its socket leaves it when it ends. It must be known to the adapter before it can end. */
    private CoreSocket socketIn(CoreNamespace namespace, @Nullable RestoredSession restored) {
        boolean made = false;
        try {
            String id = restored == null
                    ? connection.revision().socketId(namespace.name(), connection.session(), context.ids())
                    : restored.session().socketId();
            CoreSocket socket = new CoreSocket(id, namespace, connection, context, recovery(namespace, restored));
            made = true;
            if (restored != null) {
                restored.session().onRestored();
            }
            return socket;
        } finally {
            if (!made) {
                namespace.leave();
                end.leave();
            }
        }
    }

    private SocketRecovery recovery(CoreNamespace namespace, @Nullable RestoredSession restored) {
        if (restored != null) {
            return SocketRecovery.of(restored);
        }
        if (!context.options().recovery().enabled()) {
            return SocketRecovery.OFF;
        }
        return SocketRecovery.fresh(
                namespace.adapter().keepsSessions() ? context.ids().next() : null);
    }

    private void begin(
            CoreSocket socket, CoreNamespace namespace, @Nullable String auth, Reservation weight, boolean isClosed) {
        socket.onConnectWaits(weight);
        if (socket.isEnded()) {
            // Either this sees the end, or the end sees the weight.
            socket.onConnectDecided();
        }
        socket.mailbox().post(new Connecting(socket, namespace, connection, context, auth));
        endIf(isClosed, socket);
    }

    /**
     * Ends a socket that the connection has not seen when it closed.
     *
     * @param isClosed whether the connection was closed when the socket had got its slot. If not, whoever closes it ends the socket: the session must be
     *     kept when that thread returns, because the client may come back at once.
     */
    private static void endIf(boolean isClosed, CoreSocket socket) {
        if (isClosed) {
            socket.end(DisconnectReason.TRANSPORT_CLOSE, null, true);
        }
    }
}
