/** Namespaces with settings of their own. */
@NullMarked
package io.socketio.jakarta.containers.configured;

import org.jspecify.annotations.NullMarked;
