package io.socketio.jakarta.internal.engine.http;

/**
 * A message, and the POST that has brought it.
 *
 * @param message a {@code String} or a {@code byte[]}
 */
public record PostedMessage(Object message, PostedRequest request) {

    /** Omits the message, which is payload. */
    @Override
    public String toString() {
        return "PostedMessage[" + request + "]";
    }
}
