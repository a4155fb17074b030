/** Namespaces, the parents that create them, and broadcasts in them. */
@NullMarked
package io.socketio.jakarta.internal.core.namespace;

import org.jspecify.annotations.NullMarked;
