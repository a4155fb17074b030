package io.socketio.jakarta.faults.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames on a TCP connection. Its mask is 0, which is a legal one and costs nothing. */
public final class WebSocketConnection implements Closeable {

    /** A text frame, and the whole message. */
    public static final int TEXT = 0x81;
    /** The first frame of a text message. */
    public static final int BEGIN_TEXT = 0x01;
    /** A binary frame, and the whole message. */
    public static final int BINARY = 0x82;

    /** A ping. */
    public static final int PING = 0x89;
    /** A pong, which nobody needs to have asked for. */
    public static final int PONG = 0x8A;

    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int LARGEST_HEAD = 14;

    private final HttpConnection connection;

    private WebSocketConnection(HttpConnection connection) {
        this.connection = connection;
    }

    /** Opens a WebSocket. */
    public static WebSocketConnection open(HttpConnection connection, String path) throws IOException {
        connection.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        HttpConnection.Response response = connection.readResponse();
        if (response.status() != 101) {
            connection.close();
            if (response.status() == 503) {
                throw new ServerBusy();
            }
            throw new IOException("expected 101, got " + response);
        }
        return new WebSocketConnection(connection);
    }

    /** Returns the TCP connection below. */
    public HttpConnection tcp() {
        return connection;
    }

    /** Sends a text message. */
    public void send(String text) throws IOException {
        connection.write(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a binary message. */
    public void send(byte[] bytes) throws IOException {
        connection.write(frame(BINARY, bytes));
    }

    /** Returns the bytes of a frame. */
    public static byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + LARGEST_HEAD);
        frame.put((byte) firstByte);
        if (payload.length < LENGTH_IN_TWO_BYTES) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (MASKED | LENGTH_IN_TWO_BYTES)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_EIGHT_BYTES)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Returns the next message; a binary one is a {@code b} and its length. */
    public String read() throws IOException {
        while (true) {
            int opcode = connection.readByte();
            byte[] payload = connection.read(length());
            switch (opcode) {
                case TEXT -> {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                case BINARY -> {
                    return "b" + payload.length;
                }
                case PING -> connection.write(frame(PONG, payload));
                case PONG -> {
                    // Nothing is asked, so nothing is awaited.
                }
                case CLOSE ->
                    throw new IOException("the server has closed the WebSocket: " + closeCode(payload) + " "
                            + new String(
                                    payload,
                                    Math.min(2, payload.length),
                                    Math.max(0, payload.length - 2),
                                    StandardCharsets.UTF_8));
                default -> throw new IOException("expected a whole message, got opcode " + opcode);
            }
        }
    }

    private static int closeCode(byte[] payload) {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
    }

    private int length() throws IOException {
        int length = connection.readByte();
        if (length == LENGTH_IN_TWO_BYTES) {
            return connection.readByte() << 8 | connection.readByte();
        }
        if (length == LENGTH_IN_EIGHT_BYTES) {
            return (int) ByteBuffer.wrap(connection.read(Long.BYTES)).getLong();
        }
        return length;
    }

    @Override
    public void close() {
        connection.close();
    }
}
