/** Socket.IO: the server, connections, namespaces, sockets and broadcasts. Begin reading at CoreServer, ClientConnection and CoreSocket. */
@NullMarked
package io.socketio.jakarta.internal.core;

import org.jspecify.annotations.NullMarked;
