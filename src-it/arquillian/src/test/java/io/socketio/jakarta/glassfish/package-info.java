/** GlassFish for Arquillian, with a class loader of its own: it shall not see the classes of the tests, as a server would not. */
@NullMarked
package io.socketio.jakarta.glassfish;

import org.jspecify.annotations.NullMarked;
