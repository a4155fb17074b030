/** How cost and memory grow with the number of connections: over the network, and simulated in one heap. */
@NullMarked
package io.socketio.jakarta.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
