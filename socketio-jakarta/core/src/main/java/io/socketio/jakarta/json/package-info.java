/** How event arguments become JSON and back. */
@NullMarked
package io.socketio.jakarta.json;

import org.jspecify.annotations.NullMarked;
