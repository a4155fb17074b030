/** The files that users get. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.artifacts;
