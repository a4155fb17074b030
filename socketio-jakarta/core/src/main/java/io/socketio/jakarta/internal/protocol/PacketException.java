package io.socketio.jakarta.internal.protocol;

/**
 * Signals that a client sent something that is not a packet. The message is the fixed error text of the protocol and contains no payload. It has no
 * stack trace, because malicious clients can trigger the exception at will and the trace would carry no information.
 */
public final class PacketException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message a fixed text that contains no payload */
    public PacketException(String message) {
        super(message, null, false, false);
    }

    static PacketException invalidPayload() {
        return new PacketException("invalid payload");
    }
}
