/** Namespaces as CDI beans: the extension that finds them and the server that they join. */
@NullMarked
package io.socketio.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
