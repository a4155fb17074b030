/** Goes into a WAR to tell what the library logs while the application starts. */
@NullMarked
package io.socketio.jakarta.containers.startlog;

import org.jspecify.annotations.NullMarked;
