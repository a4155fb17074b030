package io.socketio.jakarta.internal.websocket;

/**
 * The header of the frame that is being read. Checks what can be checked without the frames before it. Lengths need not be in the shortest form, as
 * with the reference implementation. Not thread-safe.
 */
final class FrameHeader {

    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RSV2_AND_3 = 0x30;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    /** The size of a header with a length up to 125. */
    private static final int SMALLEST = 2 + MASK_BYTES;

    private int first;
    private long length;
    private int mask;

    /** Bytes of the header that have been read. */
    private byte read;
    /** Bytes that the header has; known after the second. */
    private byte size = SMALLEST;

    /**
     * Reads bytes of the header, not beyond its end.
     *
     * @param compression whether messages may be compressed
     * @return the position after the last byte that was read
     */
    int read(byte[] bytes, int from, int to, boolean compression) throws WebSocketViolation {
        int position = from;
        while (position < to && read < size) {
            onByte(bytes[position] & 0xff, compression);
            position++;
        }
        return position;
    }

    private void onByte(int b, boolean compression) throws WebSocketViolation {
        if (read == 0) {
            first = b;
        } else if (read == 1) {
            onSecond(b);
            check(compression);
        } else if (read < size - MASK_BYTES) {
            length = length << 8 | b;
        } else {
            mask = mask << 8 | b;
        }
        read++;
        if (read == size && length < 0) {
            // The most significant bit is set. The reference implementation treats it as a length that is too large.
            length = Long.MAX_VALUE;
        }
    }

    private void onSecond(int b) throws WebSocketViolation {
        if ((b & MASKED) == 0) {
            throw WebSocketViolation.protocol("the frame is not masked");
        }
        int lengthCode = b & ~MASKED;
        length = 0;
        mask = 0;
        switch (lengthCode) {
            case 126 -> size = SMALLEST + Short.BYTES;
            case 127 -> size = SMALLEST + Long.BYTES;
            default -> {
                size = SMALLEST;
                length = lengthCode;
            }
        }
    }

    private void check(boolean compression) throws WebSocketViolation {
        int opcode = opcode();
        if ((first & RSV2_AND_3) != 0) {
            throw WebSocketViolation.protocol("RSV2 and RSV3 must be clear");
        }
        if (!Opcode.isKnown(opcode)) {
            throw WebSocketViolation.protocol("unknown opcode " + opcode);
        }
        if (isCompressed() && (!compression || opcode != Opcode.TEXT && opcode != Opcode.BINARY)) {
            throw WebSocketViolation.protocol("RSV1 must be clear");
        }
        if (isControl() && (!isFinal() || size > SMALLEST)) {
            throw WebSocketViolation.protocol("a control frame is fragmented or larger than 125 bytes");
        }
    }

    boolean isComplete() {
        return read == size;
    }

    /** Prepares for the next header. The values stay until its first byte. */
    void reset() {
        read = 0;
        size = SMALLEST;
    }

    boolean isFinal() {
        return (first & FIN) != 0;
    }

    boolean isCompressed() {
        return (first & RSV1) != 0;
    }

    int opcode() {
        return first & 0x0f;
    }

    boolean isControl() {
        return Opcode.isControl(opcode());
    }

    long length() {
        return length;
    }

    /** Returns the key of the mask; its first byte is the most significant one. */
    int mask() {
        return mask;
    }
}
