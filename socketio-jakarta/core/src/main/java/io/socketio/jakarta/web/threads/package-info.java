/** The threads of a server: where they come from, how many there are, and their end. */
@NullMarked
package io.socketio.jakarta.web.threads;

import org.jspecify.annotations.NullMarked;
