/** What the stores of clusters share: the encodings of messages, and how messages that cannot be read are reported. Not part of the API. */
@NullMarked
package io.socketio.jakarta.cluster.message;

import org.jspecify.annotations.NullMarked;
