/** The HttpSession of a connection, kept beyond its handshake. */
@NullMarked
package io.socketio.jakarta.web.session;

import org.jspecify.annotations.NullMarked;
