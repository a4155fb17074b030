/** The adapter of a namespace whose server is part of a cluster: messages to and from other servers, and the requests that wait for their responses. */
@NullMarked
package io.socketio.jakarta.internal.cluster;

import org.jspecify.annotations.NullMarked;
