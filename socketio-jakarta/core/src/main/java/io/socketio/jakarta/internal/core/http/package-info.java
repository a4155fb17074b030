/** The engine as the application sees it: hooks, requests, the cookie of the handshake, CORS; and how it is emptied. */
@NullMarked
package io.socketio.jakarta.internal.core.http;

import org.jspecify.annotations.NullMarked;
