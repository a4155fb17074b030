/** Socket.IO packets: encoder and bounded decoder. */
@NullMarked
package io.socketio.jakarta.internal.protocol;

import org.jspecify.annotations.NullMarked;
