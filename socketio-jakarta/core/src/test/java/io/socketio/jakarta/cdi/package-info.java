@NullMarked
package io.socketio.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
