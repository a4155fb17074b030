/** What the stores of clusters share: the encodings of messages, and how the operator is told of messages that cannot be read and of a store that cannot be used. Not part of the API. */
@NullMarked
package io.socketio.jakarta.cluster.message;

import org.jspecify.annotations.NullMarked;
