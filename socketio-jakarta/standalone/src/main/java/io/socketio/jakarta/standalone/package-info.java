/** Lets one WAR run on bare servlet containers and on full servers. */
@NullMarked
package io.socketio.jakarta.standalone;

import org.jspecify.annotations.NullMarked;
