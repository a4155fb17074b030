/** Engine.IO: sessions, transports, heartbeat, upgrade; and the two ports that a container must offer. */
@NullMarked
package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.NullMarked;
