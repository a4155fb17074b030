/** The application that is deployed. */
@NullMarked
package io.socketio.jakarta.containers.app;

import org.jspecify.annotations.NullMarked;
