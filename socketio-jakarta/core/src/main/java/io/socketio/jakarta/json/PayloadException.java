package io.socketio.jakarta.json;

import org.jspecify.annotations.Nullable;

/**
 * A value could not be written as JSON, or JSON did not fit the requested type. The message holds no payload; the cause comes from a JSON library and
 * may quote some, so log it at DEBUG only.
 */
public class PayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
