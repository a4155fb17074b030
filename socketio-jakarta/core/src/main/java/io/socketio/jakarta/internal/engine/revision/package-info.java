/** The choice of a protocol revision by the first request of a session, JSONP around it, and the packet that answers it. */
@NullMarked
package io.socketio.jakarta.internal.engine.revision;

import org.jspecify.annotations.NullMarked;
