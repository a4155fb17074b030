package io.socketio.jakarta;

/**
 * Why a socket was disconnected, with the text that the reference server uses.
 *
 * @since 0.1
 */
public enum DisconnectReason {
    /** The connection failed, or the client was too slow to take what was sent. */
    TRANSPORT_ERROR("transport error", true),
    /** The client or the network closed the connection. */
    TRANSPORT_CLOSE("transport close", true),
    /** The server closed the connection. */
    FORCED_CLOSE("forced close", true),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout", true),
    /** The client sent what is not Engine.IO. */
    PARSE_ERROR("parse error", false),
    /** The server is closing. */
    SERVER_SHUTTING_DOWN("server shutting down", true),
    /** The client broke the protocol, or joined no namespace in time. */
    FORCED_SERVER_CLOSE("forced server close", true),
    /** The client left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect", false),
    /** The server disconnected the socket. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect", false);

    private final String text;
    private final boolean recoverable;

    DisconnectReason(String text, boolean recoverable) {
        this.text = text;
        this.recoverable = recoverable;
    }

    /** The reason as the reference server spells it, for example {@code "transport close"}. */
    public String text() {
        return text;
    }

    /** Whether the client may come back and recover its state. */
    public boolean isRecoverable() {
        return recoverable;
    }

    @Override
    public String toString() {
        return text;
    }
}
