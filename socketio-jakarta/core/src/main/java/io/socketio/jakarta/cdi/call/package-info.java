/** Calls: an event or a lifecycle phase of a socket on its way through filters and interceptors to its handler, and the response to the client. */
@NullMarked
package io.socketio.jakarta.cdi.call;

import org.jspecify.annotations.NullMarked;
