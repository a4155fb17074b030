package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.MessageTooLargeException;
import io.socketio.jakarta.internal.websocket.CloseStatus;
import io.socketio.jakarta.internal.websocket.DeflateParameters;
import io.socketio.jakarta.internal.websocket.FrameReader;
import io.socketio.jakarta.internal.websocket.FrameReceiver;
import io.socketio.jakarta.internal.websocket.WebSocketViolation;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one connection from its non-blocking stream, on the container's threads, one at a time. Messages go to the listener, which does
 * not block and runs no user code. After a close frame or a violation, what still comes is read and dropped, until {@link #stop}.
 */
final class InboundFrames implements ReadListener, FrameReceiver {

    /** What the peer does besides sending messages. */
    interface Events {

        void onPing(byte[] payload);

        void onCloseFrame(CloseStatus status);

        /** @param error what the listener is told */
        void onViolation(WebSocketViolation violation, Exception error);

        void onEnd();

        void onReadFailed(Throwable cause);
    }

    /** Most portions that are read while other connections wait for the same thread. */
    private static final int PORTIONS_PER_TURN = 8;

    private final Events events;
    private final ListenerGate gate;
    private final UpgradeParts parts;
    private final FrameReader reader;
    private final int maxMessageBytes;
    /** Set before the first call of the container. */
    private @Nullable ServletInputStream in;

    /** The payload of the latest ping that has not been answered; null for none. Used by the thread that reads. */
    private byte @Nullable [] ping;

    /** The listener knows that several messages have been read together. Used by the thread that reads. */
    private boolean batch;

    /** A read of fewer bytes has emptied the connection, and the container calls again when more has come; 0 if it has to be asked. */
    private int fullRead;

    /** The thread on which the container calls; null between calls. Threads only compare it with themselves. */
    private @Nullable Thread caller;

    private volatile boolean stopped;

    InboundFrames(
            Events events,
            ListenerGate gate,
            UpgradeParts parts,
            int maxMessageBytes,
            @Nullable DeflateParameters deflate) {
        this.events = events;
        this.gate = gate;
        this.parts = parts;
        this.maxMessageBytes = maxMessageBytes;
        this.reader = new FrameReader(this, maxMessageBytes, deflate);
    }

    void start(ServletInputStream stream) {
        in = stream;
        fullRead = parts.container().fullRead(stream);
        stream.setReadListener(this);
    }

    /** Reads no more, also if a call is in progress. */
    void stop() {
        stopped = true;
    }

    /** Returns whether the calling thread is in a call of the container for this connection. */
    boolean isCalled() {
        return caller == Thread.currentThread();
    }

    @Override
    public void onDataAvailable() {
        call(this::readTurn);
    }

    private void readTurn() {
        ServletInputStream stream = Objects.requireNonNull(in);
        byte[] buffer = parts.buffers().acquire();
        boolean open = gate.enter();
        try {
            for (int portions = 0; !stopped && stream.isReady(); portions++) {
                if (portions >= PORTIONS_PER_TURN && parts.container().readLater(stream)) {
                    break;
                }
                int count = stream.read(buffer);
                if (count < 0) {
                    // The container calls onAllDataRead.
                    break;
                }
                if (open) {
                    read(buffer, count);
                }
                if (count < Math.min(fullRead, buffer.length)) {
                    break;
                }
            }
        } catch (Throwable e) {
            events.onReadFailed(e);
        } finally {
            parts.buffers().release(buffer);
            if (open) {
                gate.exit();
            }
        }
    }

    private void read(byte[] buffer, int count) {
        try {
            reader.read(buffer, 0, count);
            answerPing();
        } catch (WebSocketViolation e) {
            answerPing();
            endBatch();
            events.onViolation(e, e.isTooLarge() ? new MessageTooLargeException(maxMessageBytes) : e);
        } finally {
            endBatch();
        }
    }

    @Override
    public void onAllDataRead() {
        reader.end();
        call(events::onEnd);
    }

    @Override
    public void onError(Throwable cause) {
        call(() -> events.onReadFailed(cause));
    }

    private void call(Runnable event) {
        caller = Thread.currentThread();
        try {
            event.run();
        } finally {
            caller = null;
        }
    }

    @Override
    public int maxMessageBytes() {
        return gate.listener().maxMessageBytes();
    }

    @Override
    public boolean onPartial(int keptBytes) {
        return gate.listener().onPartial(keptBytes);
    }

    @Override
    public void onText(String message) {
        answerPing();
        beginBatch();
        gate.listener().onText(message);
    }

    @Override
    public void onBinary(byte[] message) {
        answerPing();
        beginBatch();
        gate.listener().onBinary(message);
    }

    private void beginBatch() {
        if (!batch && reader.hasMore()) {
            batch = true;
            gate.listener().onBatch(true);
        }
    }

    private void endBatch() {
        if (batch) {
            batch = false;
            gate.listener().onBatch(false);
        }
    }

    /** Of several pings without a message between them the last is answered (RFC 6455, section 5.5.3): each answer is a write on the thread that reads. */
    @Override
    public void onPing(byte[] payload) {
        ping = payload;
    }

    private void answerPing() {
        byte[] latest = ping;
        if (latest != null) {
            ping = null;
            events.onPing(latest);
        }
    }

    @Override
    public void onClose(CloseStatus status) {
        answerPing();
        endBatch();
        events.onCloseFrame(status);
    }
}
