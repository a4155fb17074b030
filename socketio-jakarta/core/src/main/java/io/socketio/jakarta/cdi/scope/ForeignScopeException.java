package io.socketio.jakarta.cdi.scope;

/** A call was not made, because it might have seen the {@code @SessionScoped} beans of another user. */
public final class ForeignScopeException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ForeignScopeException(Throwable cause) {
        super("the session scope of this thread could not be replaced (SIO-0330)", cause);
    }
}
