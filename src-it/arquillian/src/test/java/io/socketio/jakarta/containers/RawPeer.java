package io.socketio.jakarta.containers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A WebSocket client without a library between the test and the bytes. */
final class RawPeer implements AutoCloseable {

    static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** @param query what follows the path of the server */
    RawPeer(URL application, String query) throws IOException {
        this(application, "socket.io/?" + query, "");
    }

    /**
     * @param target below the context path
     * @param headers more of them, each with its line end
     */
    RawPeer(URL injected, String target, String headers) throws IOException {
        URL application = Address.of(injected);
        socket = new Socket(application.getHost(), application.getPort());
        socket.setSoTimeout(Peer.PATIENCE_SECONDS * 1000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String request = "GET " + application.getPath() + target + " HTTP/1.1\r\nHost: "
                + application.getHost() + ":" + application.getPort()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder received = new StringBuilder();
        while (!received.toString().endsWith("\r\n\r\n")) {
            received.append((char) in.readUnsignedByte());
        }
        head = received.toString().toLowerCase(Locale.ROOT);
    }

    /** Opens a connection and joins the main namespace. */
    static RawPeer joined(URL application) throws IOException {
        RawPeer peer = new RawPeer(application, "EIO=4&transport=websocket");
        peer.receive();
        peer.send("40");
        return peer;
    }

    /** The answer to the upgrade in lower case, without its body. */
    String head() {
        return head;
    }

    /** @param message shorter than 64 KiB */
    void send(String message) throws IOException {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(payload.length + 8);
        out.put((byte) 0x81);
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        // A mask of zeroes leaves the payload as it is.
        out.putInt(0).put(payload);
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    /** One message, or one control frame. */
    Frame receive() throws IOException {
        int opcode = 0;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            int first = in.readUnsignedByte();
            opcode = (first & 0x0f) == 0 ? opcode : first & 0x0f;
            last = (first & 0x80) != 0;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            message.writeBytes(in.readNBytes(length));
        }
        return new Frame(opcode, message.toByteArray());
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
