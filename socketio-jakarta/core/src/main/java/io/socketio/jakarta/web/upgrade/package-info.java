/** Implements the port WebSocketLink on the servlet's own upgrade: non-blocking streams and frames that the library reads and writes itself. */
@NullMarked
package io.socketio.jakarta.web.upgrade;

import org.jspecify.annotations.NullMarked;
