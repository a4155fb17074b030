/** An application whose servlets and sockets share an HttpSession. */
@NullMarked
package io.socketio.jakarta.containers.session;

import org.jspecify.annotations.NullMarked;
