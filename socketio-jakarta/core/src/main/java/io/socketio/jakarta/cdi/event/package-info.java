/** CDI events in both directions: observers of sockets and their events, and CDI events that are emitted to clients. */
@NullMarked
package io.socketio.jakarta.cdi.event;

import org.jspecify.annotations.NullMarked;
