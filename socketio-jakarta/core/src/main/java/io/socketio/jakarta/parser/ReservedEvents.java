package io.socketio.jakarta.parser;

/**
 * The event names that are reserved by the protocol: rejected from clients, and to be rejected from applications.
 *
 * @since 0.1
 */
public final class ReservedEvents {

    private ReservedEvents() {}

    /** Returns whether application events must not use this name. {@code error} is allowed. */
    public static boolean contains(String name) {
        return switch (name) {
            case "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener" -> true;
            default -> false;
        };
    }
}
