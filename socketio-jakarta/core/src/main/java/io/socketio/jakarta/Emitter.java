package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one client. {@link #asVolatile}, {@link #compress} and {@link #timeout} return a new emitter and do not change this one.
 *
 * <p>Thread-safe; no method blocks.
 *
 * <p>Values that can be sent: strings, numbers, booleans, null, {@code byte[]}, and maps, collections, arrays, records and beans of them. Reserved event
 * names: {@code connect}, {@code connect_error}, {@code disconnect}, {@code disconnecting}, {@code newListener}, {@code removeListener}.
 *
 * @since 0.1
 */
public interface Emitter {

    /**
     * Sends an event. Does nothing once the socket is disconnected.
     *
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object... args);

    /**
     * Sends an event that asks for an acknowledgement.
     *
     * @param callback called once, on the executor, outside the mailbox of the socket
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object[] args, AckCallback callback);

    /**
     * Returns an emitter whose event asks for an acknowledgement: {@code socket.withAck((error, response) -> …).emit("question", a, b)}.
     *
     * @param callback called once per event, on the executor, outside the mailbox of the socket
     */
    default WithAck withAck(AckCallback callback) {
        Objects.requireNonNull(callback, "callback");
        return (event, args) -> emit(event, args == null ? new Object[] {null} : args, callback);
    }

    /**
     * Sends an event that asks for an acknowledgement. The timeout is that of {@link #timeout}, else {@link SocketIoOptions#ackTimeout()}.
     *
     * @return the acknowledgement; completes on the executor; exceptionally with {@link AckTimeoutException} or {@link AckDisconnectedException}
     */
    CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args);

    /** Emits the event {@code message}. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /** Emits the event {@code message}; the same as {@link #send}. */
    default void write(@Nullable Object... args) {
        emit("message", args);
    }

    /** Returns an emitter that drops its event if the connection cannot take it at once ({@code volatile} in the reference server). */
    Emitter asVolatile();

    /** Returns an emitter with this setting. @param compress whether the HTTP response or WebSocket frame that carries the event may be compressed; default true */
    Emitter compress(boolean compress);

    /**
     * Returns an emitter with this timeout.
     *
     * @param timeout how long to wait for the acknowledgement; positive; default {@link SocketIoOptions#ackTimeout()}
     * @throws IllegalArgumentException if it is not positive
     */
    Emitter timeout(Duration timeout);

    /**
     * Sends events whose acknowledgements go to a callback. Thread-safe.
     *
     * @see #withAck
     * @see BroadcastOperator#withAck
     */
    @FunctionalInterface
    interface WithAck {

        /**
         * Sends an event that asks for an acknowledgement.
         *
         * @throws IllegalArgumentException if the name is reserved
         * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
         */
        void emit(String event, @Nullable Object... args);
    }
}
