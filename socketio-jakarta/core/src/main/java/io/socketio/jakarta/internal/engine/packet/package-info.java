/** Engine.IO packets: their encoding, the payloads of polling, and the queue of packets for a transport. */
@NullMarked
package io.socketio.jakarta.internal.engine.packet;

import org.jspecify.annotations.NullMarked;
