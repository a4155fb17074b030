/** Goes into a WAR that chooses for itself what carries WebSocket. */
@NullMarked
package io.socketio.jakarta.containers.carrier;

import org.jspecify.annotations.NullMarked;
