/** Scopes: where the beans of sockets, connections and HttpSessions live while handlers run. */
@NullMarked
package io.socketio.jakarta.cdi.scope;

import org.jspecify.annotations.NullMarked;
