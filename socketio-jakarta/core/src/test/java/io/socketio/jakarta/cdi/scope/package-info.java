@NullMarked
package io.socketio.jakarta.cdi.scope;

import org.jspecify.annotations.NullMarked;
