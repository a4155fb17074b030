package io.socketio.jakarta.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO packet, as a {@link ConnectionListener} sees it.
 *
 * @param data a {@code String}; for a binary message its {@code byte[]}, not a copy; null when the packet has none
 * @since 0.1
 */
public record EnginePacket(Type type, @Nullable Object data) {

    /** The types of packets, in the order of their digits on the wire. */
    public enum Type {
        OPEN,
        CLOSE,
        PING,
        PONG,
        MESSAGE,
        UPGRADE,
        NOOP;

        /** Returns the name that the reference server uses, for example {@code message}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Omits the data, which may be secret. */
    @Override
    public String toString() {
        if (data instanceof byte[] binary) {
            return "EnginePacket[" + type.text() + ", " + binary.length + " bytes]";
        }
        return "EnginePacket[" + type.text()
                + (data instanceof String text ? ", " + text.length() + " characters]" : "]");
    }
}
