package io.socketio.jakarta.parser;

/**
 * Signals that a client sent something that is not a packet. The message is the fixed error text of the protocol and contains no payload. It has no
 * stack trace, because malicious clients can trigger the exception at will and the trace would carry no information.
 *
 * @since 0.1
 */
public final class PacketException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message a fixed text that contains no payload */
    public PacketException(String message) {
        super(message, null, false, false);
    }

    /** Returns an exception for a payload that does not fit the type of its packet. */
    public static PacketException invalidPayload() {
        return new PacketException("invalid payload");
    }
}
