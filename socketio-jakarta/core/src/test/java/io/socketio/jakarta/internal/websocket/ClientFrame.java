package io.socketio.jakarta.internal.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes of frames as a client sends them, right or wrong. */
public final class ClientFrame {

    static final int[] KEY = {0x37, 0xfa, 0x21, 0x3d};

    private ClientFrame() {}

    public static byte[] text(String message) {
        return of(0x81, message.getBytes(StandardCharsets.UTF_8));
    }

    /** @param first FIN, reserved bits and opcode */
    public static byte[] of(int first, byte... payload) {
        int lengthBytes = payload.length <= 125 ? 0 : payload.length <= 0xffff ? 2 : 8;
        return of(first, payload, lengthBytes, KEY);
    }

    /**
     * A frame whose length need not have the shortest form.
     *
     * @param lengthBytes 0, 2 or 8: bytes of the extended length
     * @param key the mask; null for none
     */
    public static byte[] of(int first, byte[] payload, int lengthBytes, int[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int masked = key == null ? 0 : 0x80;
        out.write(masked | (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? 126 : 127));
        byte[] length = ByteBuffer.allocate(8).putLong(payload.length).array();
        out.write(length, 8 - lengthBytes, lengthBytes);
        for (int i = 0; key != null && i < 4; i++) {
            out.write(key[i]);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(key == null ? payload[i] : payload[i] ^ key[i & 3]);
        }
        return out.toByteArray();
    }

    /** A header that announces any length, without a payload. */
    public static byte[] announcing(int first, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) first)
                .put((byte) 0xff)
                .putLong(length)
                .putInt(0x37fa213d)
                .array();
    }

    public static byte[] close(int code, byte... reason) {
        ByteBuffer payload = ByteBuffer.allocate(2 + reason.length);
        return of(0x88, payload.putShort((short) code).put(reason).array());
    }

    public static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    /** Bytes by their values, for payloads that are not text. */
    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
