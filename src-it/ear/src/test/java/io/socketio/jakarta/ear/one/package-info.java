/** Goes into the first WAR only. */
@NullMarked
package io.socketio.jakarta.ear.one;

import org.jspecify.annotations.NullMarked;
