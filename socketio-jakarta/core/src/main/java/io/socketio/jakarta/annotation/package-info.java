/**
 * The annotations of the declarative model; no logic. A namespace is a bean with {@link SocketIoNamespace}; its handlers are methods with the other
 * annotations.
 */
@NullMarked
package io.socketio.jakarta.annotation;

import org.jspecify.annotations.NullMarked;
