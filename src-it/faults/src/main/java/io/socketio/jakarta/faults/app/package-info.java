/** The application that the faults are tried on. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.faults.app;
