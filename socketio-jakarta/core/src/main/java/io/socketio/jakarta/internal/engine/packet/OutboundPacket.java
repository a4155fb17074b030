package io.socketio.jakarta.internal.engine.packet;

import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One outbound Engine.IO packet. Immutable, so one instance serves all recipients of a broadcast. Either {@link #text} is set and holds the packet in
 * wire format, including the type digit (for example {@code 42["hello"]}), or {@link #binary} is set and holds the bytes of a binary message.
 */
public final class OutboundPacket implements WebSocketMessage {

    private final @Nullable String text;
    private final byte @Nullable [] binary;
    private final boolean compress;

    /** A cache; null until the packet has been sent as a WebSocket frame. Two threads may make the same frame. */
    private volatile byte @Nullable [] frame;

    /** @param compress whether the HTTP response or the frame that carries this packet may be compressed */
    public OutboundPacket(@Nullable String text, byte @Nullable [] binary, boolean compress) {
        if ((text == null) == (binary == null)) {
            throw new IllegalArgumentException("exactly one of text and binary must be set");
        }
        this.text = text;
        this.binary = binary;
        this.compress = compress;
    }

    /** @param wire the packet with its type digit */
    public static OutboundPacket text(String wire) {
        return new OutboundPacket(Objects.requireNonNull(wire), null, true);
    }

    public static OutboundPacket binary(byte[] data) {
        return new OutboundPacket(null, Objects.requireNonNull(data), true);
    }

    @Override
    public @Nullable String text() {
        return text;
    }

    @Override
    public byte @Nullable [] binary() {
        return binary;
    }

    @Override
    public boolean compress() {
        return compress;
    }

    @Override
    public byte @Nullable [] frame() {
        return frame;
    }

    @Override
    public void keepFrame(byte[] made) {
        frame = made;
    }

    /** Returns an upper bound of the bytes that this packet occupies in a queue. */
    public int sizeBytes() {
        return text != null ? text.length() * 2 : Objects.requireNonNull(binary).length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboundPacket packet
                && Objects.equals(text, packet.text)
                && binary == packet.binary
                && compress == packet.compress;
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, System.identityHashCode(binary), compress);
    }

    @Override
    public String toString() {
        return text != null ? text : Objects.requireNonNull(binary).length + " bytes";
    }
}
