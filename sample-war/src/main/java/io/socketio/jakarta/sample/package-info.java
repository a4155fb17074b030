/** Four small applications, one class each, on the namespaces of one server: {@code /}, {@code /todo}, {@code /counter} and {@code /history}. What joins them from outside: observers and REST. */
@NullMarked
package io.socketio.jakarta.sample;

import org.jspecify.annotations.NullMarked;
