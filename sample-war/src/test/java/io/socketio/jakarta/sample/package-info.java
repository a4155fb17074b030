@NullMarked
package io.socketio.jakarta.sample;

import org.jspecify.annotations.NullMarked;
