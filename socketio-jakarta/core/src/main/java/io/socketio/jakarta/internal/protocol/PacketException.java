package io.socketio.jakarta.internal.protocol;

/**
 * A client sent something that is not a packet. The message is the fixed error text of the protocol and holds no payload. Without a stack trace:
 * bad clients can cause it at will, and where it came from says nothing.
 */
public final class PacketException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message a fixed text that holds no payload */
    public PacketException(String message) {
        super(message, null, false, false);
    }

    static PacketException invalidPayload() {
        return new PacketException("invalid payload");
    }
}
