package io.socketio.jakarta.internal.websocket;

import java.nio.charset.StandardCharsets;

/**
 * The payload of a close frame (RFC 6455, section 7.4).
 *
 * @param code {@link #NONE} for an empty payload
 * @param reason UTF-8, at most 123 bytes
 */
public record CloseStatus(int code, String reason) {

    /** The close frame has no payload; never on the wire. */
    public static final int NONE = 1005;

    static final int PROTOCOL_ERROR = 1002;
    static final int INVALID_PAYLOAD = 1007;
    static final int TOO_LARGE = 1009;

    private static final CloseStatus EMPTY = new CloseStatus(NONE, "");

    static CloseStatus of(byte[] bytes, int from, int to) throws WebSocketViolation {
        if (from == to) {
            return EMPTY;
        }
        if (to - from == 1) {
            throw WebSocketViolation.protocol("the payload of a close frame has one byte");
        }
        int code = (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
        if (!isValid(code)) {
            throw WebSocketViolation.protocol("invalid close code " + code);
        }
        if (!Utf8Check.isValid(bytes, from + 2, to)) {
            throw WebSocketViolation.invalidUtf8();
        }
        return new CloseStatus(code, new String(bytes, from + 2, to - from - 2, StandardCharsets.UTF_8));
    }

    /** Returns whether a peer may send this code: those of the registry, and those for libraries and applications. */
    static boolean isValid(int code) {
        boolean registered = code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != 1006;
        return registered || code >= 3000 && code <= 4999;
    }
}
