package io.socketio.jakarta;

/**
 * The socket was disconnected before its acknowledgement came.
 *
 * @since 0.1
 */
public class AckDisconnectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AckDisconnectedException() {
        super("socket has been disconnected");
    }
}
