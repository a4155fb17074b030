/** Clusters on PostgreSQL: the format of the reference server's adapter, and an emitter for processes without a server. */
@NullMarked
package io.socketio.jakarta.cluster.postgres;

import org.jspecify.annotations.NullMarked;
