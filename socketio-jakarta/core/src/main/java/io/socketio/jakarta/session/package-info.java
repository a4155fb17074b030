/** The HttpSession in which a connection began, as sockets see it. */
@NullMarked
package io.socketio.jakarta.session;

import org.jspecify.annotations.NullMarked;
