/** RFC 6455 and RFC 7692: reads and writes the frames of one WebSocket connection. Knows no container and performs no I/O. */
@NullMarked
package io.socketio.jakarta.internal.websocket;

import org.jspecify.annotations.NullMarked;
