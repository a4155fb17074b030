/** Clusters on Redis: the formats of the reference server's adapters, and an emitter for processes without a server. */
@NullMarked
package io.socketio.jakarta.cluster.redis;

import org.jspecify.annotations.NullMarked;
