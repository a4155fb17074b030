/** Four small applications, one class each, on the namespaces of one server: {@code /}, {@code /todo}, {@code /counter} and {@code /history}. */
@NullMarked
package io.socketio.jakarta.sample;

import org.jspecify.annotations.NullMarked;
