package io.socketio.jakarta.internal.engine.packet;

import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One outbound Engine.IO packet. Its content does not change, so one instance serves all recipients of a broadcast. Either the text is set and holds
 * the packet in wire format, including the type digit (for example {@code 42["hello"]}), or the binary is set and holds the bytes of a binary message.
 */
public final class OutboundPacket implements WebSocketMessage {

    /** What a packet costs besides its content: this object, the string and its array, and its place in the queue. */
    static final int OVERHEAD_BYTES = 80;

    /** The characters of shorter texts are not looked at: one and a half bytes each is never wrong by more than half. */
    private static final int SHORT_TEXT = 1024;

    private static final VarHandle QUEUES;

    static {
        try {
            QUEUES = MethodHandles.lookup().findVarHandle(OutboundPacket.class, "queues", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable String text;
    private final byte @Nullable [] binary;
    private final boolean compress;
    private final boolean shared;
    private final int sizeBytes;
    /** In how many queues a shared packet waits and is weighed. */
    private volatile int queues;

    /** A cache; null until a shared packet has been sent as a frame. Two threads may make the same frame. */
    private volatile byte @Nullable [] frame;

    /** @param compress whether the HTTP response or frame that carries this packet may be compressed */
    public OutboundPacket(@Nullable String text, byte @Nullable [] binary, boolean compress) {
        this(text, binary, compress, false);
    }

    /** @param shared whether several recipients get this packet, so that its content is in memory once */
    public OutboundPacket(@Nullable String text, byte @Nullable [] binary, boolean compress, boolean shared) {
        if ((text == null) == (binary == null)) {
            throw new IllegalArgumentException("exactly one of text and binary must be set");
        }
        this.text = text;
        this.binary = binary;
        this.compress = compress;
        this.shared = shared;
        this.sizeBytes = OVERHEAD_BYTES + (text != null ? textBytes(text) : Objects.requireNonNull(binary).length);
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
    public boolean isShared() {
        return shared;
    }

    @Override
    public byte @Nullable [] frame() {
        return frame;
    }

    @Override
    public void keepFrame(byte[] made) {
        frame = made;
    }

    /** Returns about how many bytes of memory this packet occupies in a queue. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** A shared packet waits in one more queue. @return whether it is the first */
    public boolean retain() {
        return (int) QUEUES.getAndAdd(this, 1) == 0;
    }

    /** A shared packet waits in one queue less. @return whether that was the last */
    public boolean release() {
        return (int) QUEUES.getAndAdd(this, -1) == 1;
    }

    /** The JVM stores a text with one byte per character if all are Latin-1, otherwise with two. */
    private static int textBytes(String text) {
        int length = text.length();
        if (length <= SHORT_TEXT) {
            return length + length / 2;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > 0xff) {
                return (int) Math.min(2L * length, Integer.MAX_VALUE - OVERHEAD_BYTES);
            }
        }
        return Math.min(length, Integer.MAX_VALUE - OVERHEAD_BYTES);
    }

    /** Shows only sizes, because the content is payload, which must not appear in logs. */
    @Override
    public String toString() {
        return "OutboundPacket[" + (text != null ? text.length() + " characters" : "binary") + ", about " + sizeBytes
                + " bytes]";
    }
}
