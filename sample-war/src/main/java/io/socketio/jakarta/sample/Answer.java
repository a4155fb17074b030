package io.socketio.jakarta.sample;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement of an event that went well. What is refused is answered by the library: {@code {error: "…"}}.
 *
 * @param id of what was made; null, and then not sent, where nothing was
 */
public record Answer(String status, @Nullable String id) {

    static final Answer OK = new Answer("OK", null);

    static Answer made(String id) {
        return new Answer("OK", id);
    }
}
