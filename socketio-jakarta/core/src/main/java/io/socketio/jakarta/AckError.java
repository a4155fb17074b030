package io.socketio.jakarta;

import io.socketio.jakarta.json.PayloadMismatch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the acknowledgement of an event. The client gets {@code {"error": message, …details}}.
 *
 * @param message for the client; holds no secrets
 * @param details further members of the object; null values are allowed
 * @since 0.1
 */
public record AckError(String message, Map<String, @Nullable Object> details) {

    public AckError {
        details = new LinkedHashMap<>(details);
    }

    public AckError(String message) {
        this(message, Map.of());
    }

    /** What a client is told of a failure that is the server's fault: {@code {"error": "internal error"}}. */
    public static AckError internal() {
        return new AckError("internal error");
    }

    /**
     * What a client is told of an exception that the handling of its event has ended with: the error of an {@link EventRefused}, or which argument does
     * not fit what was asked for ({@link PayloadMismatch}).
     *
     * @return null when the client is not to blame; it is told {@link #internal()} then, and the operator reads the exception in the log
     */
    public static @Nullable AckError of(Throwable thrown) {
        if (thrown instanceof EventRefused refused) {
            return refused.error();
        }
        return thrown instanceof PayloadMismatch mismatch ? new AckError(String.valueOf(mismatch.getMessage())) : null;
    }

    /** What is sent. */
    public Map<String, @Nullable Object> toPayload() {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("error", message);
        payload.putAll(details);
        return payload;
    }
}
