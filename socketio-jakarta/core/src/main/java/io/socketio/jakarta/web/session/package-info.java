/** Access to the HttpSession of a connection beyond its handshake. */
@NullMarked
package io.socketio.jakarta.web.session;

import org.jspecify.annotations.NullMarked;
