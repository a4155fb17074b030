package io.socketio.jakarta.internal.core.socket;

/** What stands for one namespace in a connection: the socket, or before there is one the search for the namespace. */
public interface NamespaceSlot {

    String namespaceName();
}
