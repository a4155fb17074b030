/** The msgpack parser: each Socket.IO packet is one binary message, as with npm {@code socket.io-msgpack-parser}. */
@NullMarked
package io.socketio.jakarta.msgpack;

import org.jspecify.annotations.NullMarked;
