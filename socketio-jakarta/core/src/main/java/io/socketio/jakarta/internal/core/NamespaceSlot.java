package io.socketio.jakarta.internal.core;

/** What stands for one namespace in a connection: the socket, or before there is one the search for the namespace. */
sealed interface NamespaceSlot permits CoreSocket, NamespaceSearch {

    String namespaceName();
}
