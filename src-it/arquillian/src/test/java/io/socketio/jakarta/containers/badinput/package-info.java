/** Namespace beans that misbehave. */
@NullMarked
package io.socketio.jakarta.containers.badinput;

import org.jspecify.annotations.NullMarked;
