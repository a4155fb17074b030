/** Implements the port WebSocketLink on Jakarta WebSocket: upgrade, endpoint, messages, sending. */
@NullMarked
package io.socketio.jakarta.web.websocket;

import org.jspecify.annotations.NullMarked;
