package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one client. The methods {@link #asVolatile}, {@link #compress} and {@link #timeout} return a new emitter and leave this one as it
 * is. Thread-safe; no method blocks.
 *
 * <p>Values that can be sent: strings, numbers, booleans, null, {@code byte[]}, and maps, collections, arrays, records and beans of them. Names
 * that cannot be sent: {@code connect}, {@code connect_error}, {@code disconnect}, {@code disconnecting}, {@code newListener},
 * {@code removeListener}.
 */
public interface Emitter {

    /**
     * Sends an event. Does nothing once the socket is disconnected.
     *
     * @throws IllegalArgumentException if the name is reserved
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written as JSON
     */
    void emit(String event, @Nullable Object... args);

    /** Sends an event and hears of its acknowledgement; the timeout of {@link #timeout}, else {@link SocketIoOptions#ackTimeout()}, applies. */
    void emit(String event, @Nullable Object[] args, AckCallback callback);

    /**
     * Sends an event and completes with the client's acknowledgement.
     *
     * @return completes on the executor; exceptionally with {@link AckTimeoutException} or {@link AckDisconnectedException}
     */
    CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args);

    /** Emits {@code message}. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /** Emits {@code message}. */
    default void write(@Nullable Object... args) {
        emit("message", args);
    }

    /** The next emit is dropped when the connection cannot take it at once. ({@code volatile} in the reference; a reserved word of Java.) */
    Emitter asVolatile();

    /** @param compress whether the HTTP answer that carries the event may be compressed; default true */
    Emitter compress(boolean compress);

    /** @param timeout how long to wait for the acknowledgement; positive */
    Emitter timeout(Duration timeout);
}
