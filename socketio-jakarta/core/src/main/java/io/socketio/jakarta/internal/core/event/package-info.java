/** Events as listeners see them: arguments, and the table of listeners of one socket. */
@NullMarked
package io.socketio.jakarta.internal.core.event;

import org.jspecify.annotations.NullMarked;
