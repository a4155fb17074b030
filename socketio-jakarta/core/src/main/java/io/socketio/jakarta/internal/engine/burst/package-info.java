/** Which threads are about to send more to a client, so that it goes out in one write. */
@NullMarked
package io.socketio.jakarta.internal.engine.burst;

import org.jspecify.annotations.NullMarked;
