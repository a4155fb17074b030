/** Calls: an event or a phase of a socket on its way through filters and interceptors to its handler, and what the client is told of it. */
@NullMarked
package io.socketio.jakarta.cdi.call;

import org.jspecify.annotations.NullMarked;
