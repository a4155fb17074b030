package io.socketio.jakarta.internal.websocket;

import java.nio.charset.StandardCharsets;

/** Writes frames of a server (RFC 6455, section 5.2): each message is one frame, header and payload in one array that all recipients share. */
public final class Frames {

    static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int SMALL = 125;
    private static final int MEDIUM = 0xffff;
    private static final int LARGEST_HEADER = 10;

    /** A close frame without a code, as the reference implementation sends it. */
    private static final byte[] EMPTY_CLOSE = {(byte) (FIN | Opcode.CLOSE), 0};

    private Frames() {}

    public static byte[] text(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        return frame(FIN | Opcode.TEXT, utf8, utf8.length);
    }

    public static byte[] binary(byte[] message) {
        return frame(FIN | Opcode.BINARY, message, message.length);
    }

    /** @param payload that of the ping */
    public static byte[] pong(byte[] payload) {
        return frame(FIN | Opcode.PONG, payload, payload.length);
    }

    /** Returns the frame that starts or answers a closing handshake; empty for {@link CloseStatus#NONE}. The array must not be changed. */
    public static byte[] close(CloseStatus status) {
        if (status.code() == CloseStatus.NONE) {
            return EMPTY_CLOSE;
        }
        byte[] reason = status.reason().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + reason.length];
        payload[0] = (byte) (status.code() >> 8);
        payload[1] = (byte) status.code();
        System.arraycopy(reason, 0, payload, 2, reason.length);
        return frame(FIN | Opcode.CLOSE, payload, payload.length);
    }

    public static byte[] close() {
        return EMPTY_CLOSE;
    }

    /** @param first the first byte of the frame without compression */
    static byte[] compressed(byte first, byte[] payload, int length) {
        return frame(first & 0xff | RSV1, payload, length);
    }

    /** Returns the length of the payload of a frame that this class has written. */
    public static int payloadLength(byte[] frame) {
        return frame.length - payloadStart(frame);
    }

    static int payloadStart(byte[] frame) {
        return switch (frame[1]) {
            case SMALL + 1 -> 2 + Short.BYTES;
            case SMALL + 2 -> LARGEST_HEADER;
            default -> 2;
        };
    }

    private static byte[] frame(int first, byte[] payload, int length) {
        int header = headerLength(length);
        byte[] frame = new byte[header + length];
        writeHeader(frame, 0, first, length);
        System.arraycopy(payload, 0, frame, header, length);
        return frame;
    }

    static int headerLength(int length) {
        return length <= SMALL ? 2 : length <= MEDIUM ? 2 + Short.BYTES : LARGEST_HEADER;
    }

    /** @param length of the payload. @return where the payload begins */
    static int writeHeader(byte[] target, int at, int first, int length) {
        int end = at + headerLength(length);
        target[at] = (byte) first;
        if (length <= SMALL) {
            target[at + 1] = (byte) length;
        } else {
            target[at + 1] = (byte) (length <= MEDIUM ? SMALL + 1 : SMALL + 2);
            int rest = length;
            for (int i = end - 1; i > at + 1; i--, rest >>>= 8) {
                target[i] = (byte) rest;
            }
        }
        return end;
    }
}
