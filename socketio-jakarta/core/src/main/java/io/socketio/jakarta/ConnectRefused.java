package io.socketio.jakarta;

import io.socketio.jakarta.engine.Next;
import org.jspecify.annotations.Nullable;

/**
 * Thrown, or given to {@link Next#fail}, to refuse a client with a message and data that it can read.
 *
 * @since 0.1
 */
public class ConnectRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object data;

    public ConnectRefused(String message) {
        this(message, null);
    }

    /** @param data what the client finds in {@code err.data}; anything that can be emitted */
    public ConnectRefused(String message, @Nullable Object data) {
        super(message);
        this.data = data;
    }

    public @Nullable Object data() {
        return data;
    }
}
