/** Servers of a cluster on real stores, together with the reference server. */
package io.socketio.jakarta.clusters;
