/** A bus that joins servers of one JVM. */
package io.socketio.jakarta.internal.cluster;
