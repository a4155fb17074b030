/** Sockets: one client in one namespace, its phases, its listeners, and what it sends. Knows its namespace and its connection as interfaces only. */
@NullMarked
package io.socketio.jakarta.internal.core.socket;

import org.jspecify.annotations.NullMarked;
