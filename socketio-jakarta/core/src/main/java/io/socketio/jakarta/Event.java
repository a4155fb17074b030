package io.socketio.jakarta;

import io.socketio.jakarta.engine.EngineRequest;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** One incoming event: its name, its arguments, and the acknowledgement that the client may wait for. */
public interface Event extends Arguments {

    /** The event's name; a numeric name is given as its digits. */
    String name();

    /** The socket that the event came to. */
    Socket socket();

    /** Returns the HTTP request that has brought the event; null if it came over WebSocket. {@link Handshake} has the first request of the connection. */
    @Nullable
    EngineRequest request();

    /** Whether the client waits for an acknowledgement. */
    boolean hasAck();

    /**
     * Sends the acknowledgement. Only the first call counts; without {@link #hasAck()} it does nothing. May be called from any thread and at any
     * later time while the connection is open.
     *
     * <p>A listener that throws without having acknowledged answers with an {@link AckError}, once all listeners of the event have been called. A
     * listener that keeps the event must acknowledge it some time: nobody else does.
     *
     * @param args any number of values, see {@link Emitter#emit}; a single {@link AckError} is sent as {@code {"error": …}}
     * @throws io.socketio.jakarta.json.PayloadException if a value cannot be written. On the thread that calls the listener, while it does, another
     *     acknowledgement may be sent instead; anywhere else the client has been told {@code internal error}, and the log the exception
     */
    void ack(@Nullable Object... args);

    /**
     * Replaces name and arguments for everything that comes after the calling socket middleware.
     *
     * @param args as they would have been sent; they are read back through {@link #arg(int, Type)} as JSON
     * @throws IllegalStateException outside a {@link SocketMiddleware}
     */
    void replace(String name, @Nullable Object... args);
}
