/** The public API: the server, its namespaces, their sockets, and the values that travel between them. */
@NullMarked
package io.socketio.jakarta;

import org.jspecify.annotations.NullMarked;
