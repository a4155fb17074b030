/** Tells about the container; knows nothing of the library. */
@NullMarked
package io.socketio.jakarta.containers.probe;

import org.jspecify.annotations.NullMarked;
