/** Beans and listeners of several servers. */
@NullMarked
package io.socketio.jakarta.containers.several;

import org.jspecify.annotations.NullMarked;
