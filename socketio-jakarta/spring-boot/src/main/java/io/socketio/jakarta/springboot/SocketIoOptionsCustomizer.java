package io.socketio.jakarta.springboot;

import io.socketio.jakarta.options.SocketIoOptionsBuilder;

/**
 * Changes the options of the server after the properties {@code socketio.*} have been applied. Beans of this type are detected automatically.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SocketIoOptionsCustomizer {

    /** Called once, while the server is created. Several customizers are called in the order of their beans ({@code @Order}). */
    void customize(SocketIoOptionsBuilder options);
}
