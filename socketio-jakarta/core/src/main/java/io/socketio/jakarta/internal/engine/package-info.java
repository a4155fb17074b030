/**
 * Engine.IO sessions and their transports: opening, polling, WebSocket, heartbeat, upgrade and close. Start reading at EngineServer and
 * EngineSession.
 */
@NullMarked
package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.NullMarked;
