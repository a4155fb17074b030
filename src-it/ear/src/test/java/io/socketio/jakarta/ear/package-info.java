/** EARs on full servers: each WAR has its own Socket.IO server and its own beans, wherever the library lies. */
@NullMarked
package io.socketio.jakarta.ear;

import org.jspecify.annotations.NullMarked;
