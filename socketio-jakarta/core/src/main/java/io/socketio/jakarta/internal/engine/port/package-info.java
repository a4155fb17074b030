/** The ports of the engine: the interfaces that a container must implement. They contain no logic. */
@NullMarked
package io.socketio.jakarta.internal.engine.port;

import org.jspecify.annotations.NullMarked;
