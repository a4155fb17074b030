package io.socketio.jakarta.internal.websocket;

/** Signals that the peer has violated the protocol. The connection is closed with {@link #closeCode()}. Has no stack trace: clients cause it. */
public final class WebSocketViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    WebSocketViolation(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    static WebSocketViolation protocol(String message) {
        return new WebSocketViolation(CloseStatus.PROTOCOL_ERROR, message);
    }

    static WebSocketViolation invalidUtf8() {
        return new WebSocketViolation(CloseStatus.INVALID_PAYLOAD, "text is not valid UTF-8");
    }

    static WebSocketViolation tooLarge(int maxBytes) {
        return new WebSocketViolation(CloseStatus.TOO_LARGE, "message is larger than " + maxBytes + " bytes");
    }

    /** Returns the status of the close frame that answers this violation. */
    public int closeCode() {
        return closeCode;
    }

    /** Returns whether a message was larger than the limit. */
    public boolean isTooLarge() {
        return closeCode == CloseStatus.TOO_LARGE;
    }
}
