/** The formats of messages, byte for byte, and hostile input. */
package io.socketio.jakarta.cluster.redis;
