/** What Arquillian's adapter of Jetty leaves to do. */
@NullMarked
package io.socketio.jakarta.jetty;

import org.jspecify.annotations.NullMarked;
