/** The ports of the engine: everything that a container must offer, and nothing else. Interfaces without logic. */
@NullMarked
package io.socketio.jakarta.internal.engine.port;

import org.jspecify.annotations.NullMarked;
