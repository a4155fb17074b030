/** A resource of JAX-RS whose requests stay suspended. */
@NullMarked
package io.socketio.jakarta.containers.contextsrest;

import org.jspecify.annotations.NullMarked;
