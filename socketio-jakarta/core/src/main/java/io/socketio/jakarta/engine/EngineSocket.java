package io.socketio.jakarta.engine;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * One client of an {@link EngineIo} server, over changing transports. Thread-safe; no method blocks.
 *
 * <p>Its listeners run one at a time, in the order of what they are told, on the executor, and may block.
 *
 * @since 0.1
 */
public interface EngineSocket extends EngineConnection {

    /** Returns the id of the connection. Whoever knows it can continue the connection, so it is a secret. */
    String id();

    /** Returns whether the socket is open, that is, neither closing nor closed ({@code readyState}). */
    boolean isOpen();

    /** Returns what the application keeps with this socket; neither keys nor values are null. */
    ConcurrentMap<String, Object> data();

    /** Returns about how many bytes of memory the messages occupy that wait to be sent; 0 when nothing waits. */
    int bufferedBytes();

    /** Returns whether a message would be handed to the transport at once. */
    boolean isWritable();

    /** Adds a listener for text messages ({@code message}). What it throws is logged. @return this */
    EngineSocket onMessage(Consumer<String> listener);

    /** Adds a listener for binary messages ({@code message}). What it throws is logged. @return this */
    EngineSocket onBinary(Consumer<byte[]> listener);

    /**
     * Adds a listener for the end ({@code close}). It runs once, behind the messages that came before the end; at once if they have been handled already.
     *
     * @param listener receives the reason: {@code transport error}, {@code transport close}, {@code forced close}, {@code ping timeout} or
     *     {@code parse error}
     * @return this
     */
    EngineSocket onClose(Consumer<String> listener);

    /**
     * Sends a text message.
     *
     * @return completes on the executor when everything that waited has been handed to the transport, this message included; exceptionally with a
     *     {@link java.nio.channels.ClosedChannelException} if the socket is not open, or ends before
     */
    default CompletionStage<Void> send(String message) {
        return send(message, true);
    }

    /** Sends a binary message, as {@link #send(String)} does a text. @param message must not be changed any more */
    default CompletionStage<Void> send(byte[] message) {
        return send(message, true);
    }

    /** Sends a text message. @param compress whether the response or frame that carries it may be compressed */
    CompletionStage<Void> send(String message, boolean compress);

    /** Sends a binary message. @param compress whether the response or frame that carries it may be compressed */
    CompletionStage<Void> send(byte[] message, boolean compress);

    /** Adds a listener for packets and changes of the transport from now on. @return this */
    @Override
    EngineSocket listen(ConnectionListener listener);

    /** Closes the socket at once, without what waits to be sent; {@link #close()} sends it before. */
    void discard();
}
