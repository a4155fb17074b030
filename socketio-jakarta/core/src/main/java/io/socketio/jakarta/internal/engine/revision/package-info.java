/** The choice of a protocol revision by the first request of a session, and JSONP around it. */
@NullMarked
package io.socketio.jakarta.internal.engine.revision;

import org.jspecify.annotations.NullMarked;
