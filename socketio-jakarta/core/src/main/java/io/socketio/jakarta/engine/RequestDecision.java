package io.socketio.jakarta.engine;

import io.socketio.jakarta.internal.log.LogText;

/**
 * Whether a handshake is allowed; see {@link Engine#allowRequest}.
 *
 * @param message what a refused client is told; empty if it is allowed
 * @since 0.1
 */
public record RequestDecision(boolean isAllowed, String message) {

    private static final RequestDecision ALLOWED = new RequestDecision(true, "");
    private static final RequestDecision REFUSED = new RequestDecision(false, "");

    /** @throws IllegalArgumentException for a message to a client that is allowed */
    public RequestDecision {
        if (isAllowed && !message.isEmpty()) {
            throw new IllegalArgumentException("a client that is allowed is told no message");
        }
    }

    /** Allows the handshake. */
    public static RequestDecision allow() {
        return ALLOWED;
    }

    /** Refuses the handshake with the message {@code Forbidden}. */
    public static RequestDecision refuse() {
        return REFUSED;
    }

    /** Refuses the handshake. @param message for the client, which gets it as the message of the error; empty: {@code Forbidden} */
    public static RequestDecision refuse(String message) {
        return new RequestDecision(false, message);
    }

    /** Quotes the message, which may be as long as the application likes. */
    @Override
    public String toString() {
        return isAllowed ? "RequestDecision[allowed]" : "RequestDecision[refused: " + LogText.quoted(message) + "]";
    }
}
