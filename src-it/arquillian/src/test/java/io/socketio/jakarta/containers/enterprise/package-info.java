/** An application for a full server: REST, enterprise beans, timers, transactions. */
@NullMarked
package io.socketio.jakarta.containers.enterprise;

import org.jspecify.annotations.NullMarked;
