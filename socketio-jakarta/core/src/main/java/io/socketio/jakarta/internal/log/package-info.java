/** The names of the loggers, and the limit on how often operators are told of one matter. Every layer may use it; it uses the JDK only. */
@NullMarked
package io.socketio.jakarta.internal.log;

import org.jspecify.annotations.NullMarked;
