/** Parts of the library without a network, under JMH: the WebSocket codec, the queue of a session, the selection of a broadcast, packets and JSON. */
@NullMarked
package io.socketio.jakarta.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
