/** Connections: one client with its sockets; how it joins namespaces, and how it ends. */
@NullMarked
package io.socketio.jakarta.internal.core.connection;

import org.jspecify.annotations.NullMarked;
