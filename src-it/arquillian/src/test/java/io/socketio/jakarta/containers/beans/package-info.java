/** Namespace beans as an application would write them. */
@NullMarked
package io.socketio.jakarta.containers.beans;

import org.jspecify.annotations.NullMarked;
