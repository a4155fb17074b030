/** The formats of messages, byte for byte, hostile input, and the parts of the transport that need no server. */
package io.socketio.jakarta.cluster.postgres;
