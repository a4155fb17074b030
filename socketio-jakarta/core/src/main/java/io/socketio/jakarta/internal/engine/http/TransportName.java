package io.socketio.jakarta.internal.engine.http;

import org.jspecify.annotations.Nullable;

/** The Engine.IO transports that this server supports, with their wire names. */
public enum TransportName {
    POLLING("polling"),
    WEBSOCKET("websocket");

    private final String wire;

    TransportName(String wire) {
        this.wire = wire;
    }

    /** Returns the value of the {@code transport} query parameter. */
    public String wire() {
        return wire;
    }

    /** Returns the transport with this name, or null. */
    public static @Nullable TransportName of(@Nullable String wire) {
        for (TransportName name : values()) {
            if (name.wire.equals(wire)) {
                return name;
            }
        }
        return null;
    }
}
