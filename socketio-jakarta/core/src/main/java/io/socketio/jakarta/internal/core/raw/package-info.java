/** A server of Engine.IO alone: its sockets, and their messages on the way to listeners. */
@NullMarked
package io.socketio.jakarta.internal.core.raw;

import org.jspecify.annotations.NullMarked;
