package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.internal.core.namespace.CoreNamespace;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.protocol.Packet;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Joins namespaces for one connection: at once where the namespace exists, after a search where a parent may make it. */
final class NamespaceJoins {

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

    void onConnect(Packet.Connect packet) {
        String name = packet.namespace();
        if (slots.count() >= context.options().maxNamespacesPerClient()) {
            refuse(name, "Too many namespaces");
            return;
        }
        if (name.length() > context.options().maxNamespaceLength()) {
            refuse(name, NamespaceSearch.REFUSED);
            return;
        }
        CoreNamespace namespace = namespaces.find(name);
        if (namespace != null && namespace.isAnnounced() && namespace.enter()) {
            end.enter();
            CoreSocket socket = socketIn(namespace);
            try {
                namespace.adapter().register(socket);
                slots.add(socket);
                if (namespace.middlewares().length == 0) {
                    // Nothing of the application decides, so the client does not wait for its threads.
                    new Connecting(socket, namespace, connection, context, packet.json()).runOutsideMailbox();
                    endIfClosed(socket);
                } else {
                    begin(socket, namespace, packet.json());
                }
            } catch (Throwable t) {
                onThrown(socket, t);
            }
        } else if (namespace != null || !namespaces.parents().isEmpty()) {
            NamespaceSearch search = new NamespaceSearch(name, packet.json(), connection, this, context, namespaces);
            slots.add(search);
            search.start();
        } else {
            refuse(name, NamespaceSearch.REFUSED);
        }
    }

    /** A search has ended well, on the executor. @param namespace has been entered */
    void onFound(NamespaceSearch search, CoreNamespace namespace, @Nullable String auth) {
        if (connection.isClosed() || !end.enter()) {
            namespace.leave();
            return;
        }
        CoreSocket socket = socketIn(namespace);
        try {
            namespace.adapter().register(socket);
            slots.replace(search, socket);
            begin(socket, namespace, auth);
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
        refuse(search.namespaceName(), message);
    }

    private void refuse(String name, String message) {
        if (Loggers.SOCKET.isLoggable(Level.DEBUG)) {
            Loggers.SOCKET.log(
                    Level.DEBUG,
                    "CONNECT to " + LogText.quoted(name) + " was refused: " + message + " (session "
                            + connection.session().id() + ")");
        }
        connection.refuse(name, message, null);
    }

    /** @param namespace has been entered; its socket leaves it when it ends. It must be known to the adapter before it can end. */
    private CoreSocket socketIn(CoreNamespace namespace) {
        boolean made = false;
        try {
            CoreSocket socket = new CoreSocket(context.ids().next(), namespace, connection, context);
            made = true;
            return socket;
        } finally {
            if (!made) {
                namespace.leave();
                end.leave();
            }
        }
    }

    private void begin(CoreSocket socket, CoreNamespace namespace, @Nullable String auth) {
        socket.mailbox().post(new Connecting(socket, namespace, connection, context, auth));
        endIfClosed(socket);
    }

    /** The connection may have closed without having seen this socket. */
    private void endIfClosed(CoreSocket socket) {
        if (connection.isClosed()) {
            socket.end(DisconnectReason.TRANSPORT_CLOSE, null, true);
        }
    }
}
