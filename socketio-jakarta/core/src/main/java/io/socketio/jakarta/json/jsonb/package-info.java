/** The payload codec that uses Jakarta JSON Binding. */
@NullMarked
package io.socketio.jakarta.json.jsonb;

import org.jspecify.annotations.NullMarked;
