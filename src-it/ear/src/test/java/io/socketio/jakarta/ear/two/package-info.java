/** Goes into the second WAR only. */
@NullMarked
package io.socketio.jakarta.ear.two;

import org.jspecify.annotations.NullMarked;
