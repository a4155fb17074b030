/** The conversion of event arguments to JSON and back. */
@NullMarked
package io.socketio.jakarta.json;

import org.jspecify.annotations.NullMarked;
