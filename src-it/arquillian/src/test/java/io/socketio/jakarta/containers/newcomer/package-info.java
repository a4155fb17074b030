/** The application of docs/getting-started.md. */
@NullMarked
package io.socketio.jakarta.containers.newcomer;

import org.jspecify.annotations.NullMarked;
