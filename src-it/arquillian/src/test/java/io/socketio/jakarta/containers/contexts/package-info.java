/** An application whose users are known by a {@code @SessionScoped} bean, and which tells whom it sees at the requests of sockets. */
@NullMarked
package io.socketio.jakarta.containers.contexts;

import org.jspecify.annotations.NullMarked;
