/** The Engine.IO layer under the sockets: requests before there is a socket, their headers and refusals, and the packets of connections. */
@NullMarked
package io.socketio.jakarta.engine;

import org.jspecify.annotations.NullMarked;
