/** Namespace beans that must not be deployed. */
@NullMarked
package io.socketio.jakarta.containers.broken;

import org.jspecify.annotations.NullMarked;
