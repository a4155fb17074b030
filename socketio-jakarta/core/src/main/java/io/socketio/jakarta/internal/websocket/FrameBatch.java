package io.socketio.jakarta.internal.websocket;

import java.nio.charset.StandardCharsets;

/** Several frames that go out in one write: what has no frame of its own yet is copied once, header and payload, to its place in the whole. Not thread-safe. */
public final class FrameBatch {

    /** The first byte of what is a frame already. */
    private static final int WHOLE = -1;

    private final byte[][] parts;
    private final int[] firsts;
    private int count;
    private int total;

    /** @param most number of frames */
    public FrameBatch(int most) {
        parts = new byte[most][];
        firsts = new int[most];
    }

    public void text(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        add(Frames.FIN | Opcode.TEXT, utf8, Frames.headerLength(utf8.length));
    }

    public void binary(byte[] message) {
        add(Frames.FIN | Opcode.BINARY, message, Frames.headerLength(message.length));
    }

    /** @param made by {@link Frames} */
    public void frame(byte[] made) {
        add(WHOLE, made, 0);
    }

    private void add(int first, byte[] part, int headerLength) {
        parts[count] = part;
        firsts[count++] = first;
        total += headerLength + part.length;
    }

    /** Returns the frames, one behind the other. */
    public byte[] toBytes() {
        byte[] all = new byte[total];
        int position = 0;
        for (int i = 0; i < count; i++) {
            byte[] part = parts[i];
            if (firsts[i] != WHOLE) {
                position = Frames.writeHeader(all, position, firsts[i], part.length);
            }
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
        }
        return all;
    }
}
