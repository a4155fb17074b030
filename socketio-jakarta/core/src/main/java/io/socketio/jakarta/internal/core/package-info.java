/** Server, client connections, namespaces, sockets, acknowledgements and mailboxes. */
@NullMarked
package io.socketio.jakarta.internal.core;

import org.jspecify.annotations.NullMarked;
