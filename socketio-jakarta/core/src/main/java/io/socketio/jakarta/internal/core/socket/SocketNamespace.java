package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.options.NamespaceOptions;

/** The namespace of a socket, as the socket needs it. */
public interface SocketNamespace extends Namespace {

    NamespaceOptions options();

    Adapter adapter();

    BroadcastOperator everybody();

    /** Those of all namespaces first. */
    NamespaceMiddleware[] middlewares();

    long nextAckId();

    /** Calls the connection listeners; in the mailbox of the socket. */
    void fireConnection(CoreSocket socket);

    /** Takes a socket out of all rooms and out of the namespace. */
    void remove(CoreSocket socket);

    /** Releases the place that was kept for one socket; the last to leave may retire the namespace. */
    void leave();
}
