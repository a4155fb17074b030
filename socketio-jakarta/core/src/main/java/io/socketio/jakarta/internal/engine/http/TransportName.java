package io.socketio.jakarta.internal.engine.http;

import org.jspecify.annotations.Nullable;

/** The transports of Engine.IO that this server speaks, with their names on the wire. */
public enum TransportName {
    POLLING("polling"),
    WEBSOCKET("websocket");

    private final String wire;

    TransportName(String wire) {
        this.wire = wire;
    }

    /** The value of the {@code transport} query parameter. */
    public String wire() {
        return wire;
    }

    /** The transport of this name, or null. */
    public static @Nullable TransportName of(@Nullable String wire) {
        for (TransportName name : values()) {
            if (name.wire.equals(wire)) {
                return name;
            }
        }
        return null;
    }
}
