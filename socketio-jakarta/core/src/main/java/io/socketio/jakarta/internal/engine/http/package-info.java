/** HTTP as the engine reads and writes it: parsed requests, error responses, compression, the middleware chain. No sessions. */
@NullMarked
package io.socketio.jakarta.internal.engine.http;

import org.jspecify.annotations.NullMarked;
