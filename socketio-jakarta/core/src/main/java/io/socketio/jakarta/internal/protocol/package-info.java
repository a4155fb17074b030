/** Socket.IO packets: the encoder and the decoder, which limits what it accepts. */
@NullMarked
package io.socketio.jakarta.internal.protocol;

import org.jspecify.annotations.NullMarked;
