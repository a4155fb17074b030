/** Servers in processes of their own, which end with the process that starts them. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.processes;
