/** The port WebSocketLink on Jakarta WebSocket: upgrade, endpoint, messages, sending. */
@NullMarked
package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;

import org.jspecify.annotations.NullMarked;
