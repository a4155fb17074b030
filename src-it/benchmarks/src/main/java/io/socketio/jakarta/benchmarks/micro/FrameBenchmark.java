package io.socketio.jakarta.benchmarks.micro;

import io.socketio.jakarta.internal.websocket.CloseStatus;
import io.socketio.jakarta.internal.websocket.FrameReader;
import io.socketio.jakarta.internal.websocket.FrameReceiver;
import io.socketio.jakarta.internal.websocket.Frames;
import io.socketio.jakarta.internal.websocket.WebSocketViolation;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The WebSocket codec: a text frame of a client, and one of the server. */
public class FrameBenchmark extends Micro {

    @Param({"85", "2048"})
    int length;

    private String text = "";
    private byte[] frame = {};
    private final Last last = new Last();
    private FrameReader reader = new FrameReader(last, 1_000_000, null);

    @Setup
    public void prepare() {
        text = "4" + "x".repeat(length - 1);
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] unmasked = Frames.text(text);
        int header = unmasked.length - payload.length;
        // A mask of zeroes: the reader removes it in place, and the frame stays as it is.
        frame = new byte[unmasked.length + 4];
        System.arraycopy(unmasked, 0, frame, 0, header);
        frame[1] |= (byte) 0x80;
        System.arraycopy(payload, 0, frame, header + 4, payload.length);
        reader = new FrameReader(last, 1_000_000, null);
    }

    /** Returns the message that was in the frame. */
    @Benchmark
    public String read() throws WebSocketViolation {
        reader.read(frame, 0, frame.length);
        return last.message;
    }

    /** Returns the frame. */
    @Benchmark
    public byte[] write() {
        return Frames.text(text);
    }

    /** Keeps the last message. */
    private static final class Last implements FrameReceiver {

        String message = "";

        @Override
        public void onText(String text) {
            message = text;
        }

        @Override
        public void onBinary(byte[] binary) {
            throw new IllegalStateException("a binary message");
        }

        @Override
        public void onPing(byte[] payload) {
            throw new IllegalStateException("a ping");
        }

        @Override
        public void onClose(CloseStatus status) {
            throw new IllegalStateException("a close frame");
        }
    }
}
