/** The load generator: one selector thread that speaks WebSocket and HTTP, and checks every reply. */
@NullMarked
package io.socketio.jakarta.benchmarks.load;

import org.jspecify.annotations.NullMarked;
