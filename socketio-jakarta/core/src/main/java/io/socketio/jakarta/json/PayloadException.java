package io.socketio.jakarta.json;

import org.jspecify.annotations.Nullable;

/**
 * Signals that a value could not be written as JSON, or that JSON did not fit the requested type. A {@link PayloadMismatch} means that the client
 * sent JSON that does not fit; every other exception of this type is the server's fault. The message contains no payload; the cause comes from a JSON
 * library and may quote payload.
 */
public class PayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
