/** The names of the loggers, and the rate limit for repeated warnings. Every layer may use this package; it uses only the JDK. */
@NullMarked
package io.socketio.jakarta.internal.log;

import org.jspecify.annotations.NullMarked;
