/** The settings of a server and of its namespaces: immutable, checked when they are built. */
@NullMarked
package io.socketio.jakarta.options;

import org.jspecify.annotations.NullMarked;
