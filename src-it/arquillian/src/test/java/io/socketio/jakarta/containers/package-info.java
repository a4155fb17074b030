/** Tests of the server inside real containers; all run in the client's JVM. */
@NullMarked
package io.socketio.jakarta.containers;

import org.jspecify.annotations.NullMarked;
