package io.socketio.jakarta.internal.engine.packet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One outbound Engine.IO packet. Immutable, so one instance serves all recipients of a broadcast. Either {@code text} is set and holds the packet in
 * wire format, including the type digit (for example {@code 42["hello"]}), or {@code binary} is set and holds the bytes of a binary message.
 *
 * @param compress whether the HTTP response that carries this packet may be compressed
 */
public record OutboundPacket(@Nullable String text, byte @Nullable [] binary, boolean compress) {

    public OutboundPacket {
        if ((text == null) == (binary == null)) {
            throw new IllegalArgumentException("exactly one of text and binary must be set");
        }
    }

    /** @param wire the packet with its type digit */
    public static OutboundPacket text(String wire) {
        return new OutboundPacket(Objects.requireNonNull(wire), null, true);
    }

    public static OutboundPacket binary(byte[] data) {
        return new OutboundPacket(null, Objects.requireNonNull(data), true);
    }

    /** Omits the payload. */
    @Override
    public String toString() {
        return "OutboundPacket[" + sizeBytes() + " bytes]";
    }

    /** Returns an upper bound of the bytes that this packet occupies in a queue. */
    public int sizeBytes() {
        return text != null ? text.length() * 2 : Objects.requireNonNull(binary).length;
    }
}
