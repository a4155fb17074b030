/** The server under test, in a process of its own, and what it tells about itself. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.faults.server;
