/** Namespaces, the parents that make them, and broadcasts in them. */
@NullMarked
package io.socketio.jakarta.internal.core.namespace;

import org.jspecify.annotations.NullMarked;
