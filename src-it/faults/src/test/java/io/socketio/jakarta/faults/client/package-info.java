/** Socket.IO clients on raw sockets, which can also do what no client should. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.faults.client;
