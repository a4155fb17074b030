/** The Engine.IO layer under the sockets: requests before there is a socket, their headers and refusals. */
@NullMarked
package io.socketio.jakarta.engine;

import org.jspecify.annotations.NullMarked;
