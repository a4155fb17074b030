/** Tests of the msgpack parser. */
@NullUnmarked
package io.socketio.jakarta.msgpack;

import org.jspecify.annotations.NullUnmarked;
