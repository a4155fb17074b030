package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.NamespaceSlot;

/** Keeps a namespace reserved for a client whose session is being looked for, or whose earlier socket has not ended wholly. */
record PendingRecovery(String namespaceName) implements NamespaceSlot {}
