/** The code of every WAR under test; one and the same, so that classes of the same name are in two WARs. */
@NullMarked
package io.socketio.jakarta.ear.app;

import org.jspecify.annotations.NullMarked;
