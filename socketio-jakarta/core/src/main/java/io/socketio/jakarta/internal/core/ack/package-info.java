/** Acknowledgements: the pending ones with their deadlines, and the collection of the responses to a broadcast. */
@NullMarked
package io.socketio.jakarta.internal.core.ack;

import org.jspecify.annotations.NullMarked;
