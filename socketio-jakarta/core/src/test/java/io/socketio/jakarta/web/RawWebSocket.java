package io.socketio.jakarta.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A WebSocket client without a library between the test and the frames. */
final class RawWebSocket implements AutoCloseable {

    /** @param opcode 1 text, 2 binary, 8 close */
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The close code, or 1005 for an empty close frame. */
        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String closeReason() {
            return payload.length <= 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    final RawHttp http;
    final RawHttp.Response handshake;

    RawWebSocket(int port, String target, String... headers) throws IOException {
        this(new RawHttp(port), target, headers);
    }

    RawWebSocket(RawHttp connection, String target, String... headers) throws IOException {
        http = connection;
        String[] all = new String[UPGRADE.length + headers.length];
        System.arraycopy(UPGRADE, 0, all, 0, UPGRADE.length);
        System.arraycopy(headers, 0, all, UPGRADE.length, headers.length);
        http.request("GET", target, null, all);
        RawHttp.Response head = http.receiveHead();
        if (head.status() == 101) {
            handshake = head;
        } else {
            String length = head.header("Content-Length");
            byte[] body = new byte[length == null ? 0 : Integer.parseInt(length)];
            http.in.readFully(body);
            handshake = new RawHttp.Response(head.status(), head.headers(), body);
        }
    }

    private RawWebSocket(RawHttp http) {
        this.http = http;
        this.handshake = new RawHttp.Response(101, java.util.List.of(), new byte[0]);
    }

    /** A connection whose handshake is over. */
    static RawWebSocket upgraded(RawHttp http) {
        return new RawWebSocket(http);
    }

    /** The payload of a compressed frame. */
    static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 100];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    static String inflated(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(payload);
        byte[] out = new byte[1_000_000];
        int length = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    void text(String message) throws IOException {
        frame(0x81, message.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] message) throws IOException {
        frame(0x82, message);
    }

    /** @param first first byte of the frame: FIN, reserved bits and opcode */
    void frame(int first, byte[] payload) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) first);
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        // A mask of zeroes leaves the payload as it is.
        out.putInt(0).put(payload);
        http.socket.getOutputStream().write(out.array(), 0, out.position());
    }

    /** One message, or one control frame; Tomcat sends a text of more than 8 KiB in several frames. */
    Frame receive() throws IOException {
        int opcode = 0;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            int first = http.in.readUnsignedByte();
            opcode = (first & 0x0f) == 0 ? opcode : first & 0x0f;
            last = (first & 0x80) != 0;
            message.writeBytes(receivePayload());
        }
        return new Frame(opcode, message.toByteArray());
    }

    private byte[] receivePayload() throws IOException {
        int length = http.in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = http.in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) http.in.readLong();
        }
        byte[] payload = new byte[length];
        http.in.readFully(payload);
        return payload;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
