package io.socketio.jakarta;

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

    /** What is sent. */
    public Map<String, @Nullable Object> toPayload() {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("error", message);
        payload.putAll(details);
        return payload;
    }
}
