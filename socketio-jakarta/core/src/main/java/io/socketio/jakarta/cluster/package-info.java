/** The SPI of clusters: how the servers of an application exchange messages. */
@NullMarked
package io.socketio.jakarta.cluster;

import org.jspecify.annotations.NullMarked;
