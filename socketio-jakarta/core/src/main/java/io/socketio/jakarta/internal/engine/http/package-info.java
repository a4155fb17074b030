/** HTTP handling of the engine: parsed requests, error responses, compression and the middleware chain. Independent of sessions. */
@NullMarked
package io.socketio.jakarta.internal.engine.http;

import org.jspecify.annotations.NullMarked;
