/** What the application decides about HTTP: the cookie of the handshake, CORS, its own view of requests. */
@NullMarked
package io.socketio.jakarta.internal.core.http;

import org.jspecify.annotations.NullMarked;
