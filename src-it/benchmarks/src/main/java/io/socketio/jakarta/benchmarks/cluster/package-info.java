/** Measures two servers of ours in a cluster beside two reference servers with the same adapter, under the same load. */
@NullMarked
package io.socketio.jakarta.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
