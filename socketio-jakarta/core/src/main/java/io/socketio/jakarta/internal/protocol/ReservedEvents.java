package io.socketio.jakarta.internal.protocol;

/** The event names that belong to the protocol's implementations: refused from clients, and to be refused from applications. */
public final class ReservedEvents {

    private ReservedEvents() {}

    /** Whether no application event may carry this name. {@code error} is free. */
    public static boolean contains(String name) {
        return switch (name) {
            case "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener" -> true;
            default -> false;
        };
    }
}
