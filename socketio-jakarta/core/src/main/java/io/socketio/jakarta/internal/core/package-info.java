/** The Socket.IO server: joins the engine below with connections, namespaces and sockets. */
@NullMarked
package io.socketio.jakarta.internal.core;

import org.jspecify.annotations.NullMarked;
