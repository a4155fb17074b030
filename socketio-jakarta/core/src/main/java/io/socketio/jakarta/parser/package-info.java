/** The parser of a server: how Socket.IO packets are encoded, and what to implement for another encoding. */
@NullMarked
package io.socketio.jakarta.parser;

import org.jspecify.annotations.NullMarked;
