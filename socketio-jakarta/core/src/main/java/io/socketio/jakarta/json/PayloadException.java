package io.socketio.jakarta.json;

import org.jspecify.annotations.Nullable;

/**
 * A value could not be written as JSON, or JSON did not fit the requested type. What a client sent and does not fit is a {@link PayloadMismatch};
 * everything else is the server's fault. The message holds no payload; the cause comes from a JSON library and
 * may quote some.
 */
public class PayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
