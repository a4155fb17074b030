package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.port.MessageTooLargeException;
import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.websocket.WebSocketCarrier;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A carrier on the servlet's own upgrade, in the fewest lines: frames are written by hand, without Jakarta WebSocket. Writes block, messages have one
 * frame, and there is no ping: enough to see that nothing but the carrier knows how frames travel.
 */
public final class UpgradeHandlerCarrier implements WebSocketCarrier {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    @Override
    public int maxMessageBytes() {
        return 1_000;
    }

    @Override
    public boolean deflate() {
        return false;
    }

    @Override
    public void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            HeaderList headers,
            int maxMessageBytes,
            boolean deflate,
            WebSocketListener listener)
            throws IOException {
        headers.forEach(response::addHeader);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", accept(request.getHeader("Sec-WebSocket-Key")));
        try {
            Handler handler = request.upgrade(Handler.class);
            handler.listener = listener;
            handler.maxMessageBytes = maxMessageBytes;
        } catch (ServletException e) {
            listener.onError(e);
            listener.onClose();
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Made by the container. */
    public static final class Handler implements HttpUpgradeHandler, ReadListener, WebSocketLink {

        private WebSocketListener listener;
        private int maxMessageBytes;
        private WebConnection connection;
        private ServletInputStream in;
        private ServletOutputStream out;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private boolean over;

        @Override
        public void init(WebConnection connection) {
            this.connection = connection;
            try {
                in = connection.getInputStream();
                out = connection.getOutputStream();
                listener.onOpen(this);
                in.setReadListener(this);
            } catch (IOException e) {
                onError(e);
            }
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[1024];
            while (in.isReady()) {
                int count = in.read(buffer);
                if (count < 0) {
                    onAllDataRead();
                    return;
                }
                received.write(buffer, 0, count);
            }
            readFrames();
        }

        private void readFrames() {
            ByteBuffer data = ByteBuffer.wrap(received.toByteArray());
            received.reset();
            while (data.remaining() > 0) {
                data.mark();
                if (!readFrame(data)) {
                    data.reset();
                    received.write(data.array(), data.position(), data.remaining());
                    return;
                }
            }
        }

        private boolean readFrame(ByteBuffer data) {
            if (data.remaining() < 4) {
                return false;
            }
            int opcode = data.get() & 0x0f;
            int length = data.get() & 0x7f;
            length = length == 126 ? data.getShort() & 0xffff : length;
            if (length > maxMessageBytes) {
                listener.onError(new MessageTooLargeException(maxMessageBytes));
                onAllDataRead();
                data.position(data.limit());
                return true;
            }
            if (data.remaining() < length + 4) {
                return false;
            }
            byte[] mask = new byte[4];
            byte[] payload = new byte[length];
            data.get(mask).get(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            switch (opcode) {
                case 1 -> listener.onText(new String(payload, StandardCharsets.UTF_8));
                case 2 -> listener.onBinary(payload);
                default -> onAllDataRead();
            }
            return true;
        }

        @Override
        public void sendText(String message, SendCallback callback) {
            send(0x81, message.getBytes(StandardCharsets.UTF_8), callback);
        }

        @Override
        public void sendBinary(byte[] message, SendCallback callback) {
            send(0x82, message, callback);
        }

        private void send(int first, byte[] payload, SendCallback callback) {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 4);
            frame.put((byte) first);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 126).putShort((short) payload.length);
            }
            frame.put(payload);
            try {
                out.write(frame.array(), 0, frame.position());
                out.flush();
            } catch (IOException e) {
                callback.onFailed(e);
                return;
            }
            callback.onSent();
        }

        @Override
        public void close() {
            try {
                out.write(new byte[] {(byte) 0x88, 0});
                out.flush();
                connection.close();
            } catch (Exception e) {
                // Gone already.
            }
        }

        @Override
        public void onAllDataRead() {
            if (!over) {
                over = true;
                listener.onClose();
                close();
            }
        }

        @Override
        public void onError(Throwable cause) {
            listener.onError(cause);
            onAllDataRead();
        }

        @Override
        public void destroy() {}
    }
}
