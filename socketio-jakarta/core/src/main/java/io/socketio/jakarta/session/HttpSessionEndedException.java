package io.socketio.jakarta.session;

/**
 * Signals that the HttpSession of a socket has ended, by logout or expiry, so its attributes can no longer be changed.
 *
 * @since 0.1
 */
public final class HttpSessionEndedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param attribute the name of the attribute that was to be changed */
    public HttpSessionEndedException(String attribute) {
        super("attribute '" + attribute + "' cannot be changed, because the HttpSession of this socket has ended");
    }
}
