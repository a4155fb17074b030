package io.socketio.jakarta;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler, listener, filter or middleware to answer an event with an {@link AckError}; given to {@link io.socketio.jakarta.engine.Next#fail}
 * by a {@link SocketMiddleware} it does the same. It is the client's fault, so it is logged at DEBUG only.
 */
public class EventRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AckError error;

    public EventRefused(String message) {
        this(new AckError(message));
    }

    /** @param details further members of what the client gets */
    public EventRefused(String message, Map<String, @Nullable Object> details) {
        this(new AckError(message, details));
    }

    private EventRefused(AckError error) {
        // Hostile clients cause these at will: no stack trace.
        super(error.message(), null, false, false);
        this.error = error;
    }

    public AckError error() {
        return error;
    }
}
