package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.websocket.CloseStatus;
import io.socketio.jakarta.internal.websocket.DeflateParameters;
import io.socketio.jakarta.internal.websocket.Frames;
import io.socketio.jakarta.internal.websocket.WebSocketViolation;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One upgraded connection: its closing handshake (RFC 6455, section 7) and its end. After the close frame of either side the connection is closed
 * within {@link #CLOSE_TIMEOUT}, whatever the client does.
 */
final class UpgradedWebSocket implements WebSocketLink, InboundFrames.Events, OutboundFrames.Events {

    /** The reference implementation waits for 30 s. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** After a violation the client may still be sending; a connection that is closed before would lose the close frame. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final UpgradeParts parts;
    private final @Nullable AutoCloseable raw;
    private final ListenerGate gate;
    private final MessageFrames frames;
    private final InboundFrames inbound;
    private final OutboundFrames outbound;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean closeFrameWritten;
    private volatile boolean closeFrameRead;
    private volatile boolean violated;

    /** Null until the container has upgraded the connection. */
    private volatile @Nullable WebConnection connection;

    /**
     * @param raw see {@code ContainerUpgrade.connectionOf}
     * @param deflate the negotiated parameters; null without compression
     */
    UpgradedWebSocket(
            UpgradeParts parts,
            @Nullable AutoCloseable raw,
            WebSocketListener listener,
            int maxMessageBytes,
            @Nullable DeflateParameters deflate) {
        this.parts = parts;
        this.raw = raw;
        this.gate = new ListenerGate(listener);
        this.frames = new MessageFrames(deflate);
        this.inbound = new InboundFrames(this, gate, parts, maxMessageBytes, deflate);
        this.outbound = new OutboundFrames(this);
    }

    /** Called by the container after the 101 response has been written. */
    void open(WebConnection upgraded) {
        connection = upgraded;
        parts.open().add(this);
        try {
            outbound.start(parts.container().output(upgraded));
            if (gate.enter()) {
                try {
                    gate.listener().onOpen(this);
                } finally {
                    gate.exit();
                }
            }
            inbound.start(upgraded.getInputStream());
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public boolean sendsBatches() {
        return true;
    }

    @Override
    public void sendAll(List<? extends WebSocketMessage> messages, SendCallback callback) {
        outbound.send(frames.of(messages), callback);
    }

    @Override
    public void sendText(String message, SendCallback callback) {
        outbound.send(Frames.text(message), callback);
    }

    @Override
    public void sendBinary(byte[] message, SendCallback callback) {
        outbound.send(Frames.binary(message), callback);
    }

    @Override
    public void close() {
        close(Frames.close());
    }

    private void close(byte[] frame) {
        if (closing.compareAndSet(false, true)) {
            parts.scheduler().schedule(this::abort, CLOSE_TIMEOUT);
            outbound.close(frame);
        }
    }

    @Override
    public void onPing(byte[] payload) {
        outbound.pong(Frames.pong(payload));
    }

    /** Answers with the same code and reason, as the reference implementation does. */
    @Override
    public void onCloseFrame(CloseStatus status) {
        closeFrameRead = true;
        close(Frames.close(status));
        gate.end(null);
        closeIfAgreed();
    }

    /** Sends the close frame first: the engine ends the session, and would send one without a code. */
    @Override
    public void onViolation(WebSocketViolation violation, Exception error) {
        Loggers.ENGINE.log(Level.DEBUG, "WebSocket client violated the protocol: {0}", violation.getMessage());
        violated = true;
        close(Frames.close(new CloseStatus(violation.closeCode(), "")));
        gate.end(error);
    }

    @Override
    public void onCloseFrameWritten() {
        closeFrameWritten = true;
        if (violated) {
            parts.scheduler().schedule(this::abort, LINGER);
        } else {
            closeIfAgreed();
        }
    }

    private void closeIfAgreed() {
        WebConnection present = connection;
        if (closeFrameRead && closeFrameWritten && present != null && closed.compareAndSet(false, true)) {
            try {
                parts.container().close(present);
            } catch (IOException | RuntimeException e) {
                abort();
            }
        }
    }

    @Override
    public void onEnd() {
        gate.end(null);
        abort();
    }

    @Override
    public void onReadFailed(Throwable cause) {
        fail(cause);
    }

    @Override
    public void onWriteFailed(Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (!closing.get()) {
            Loggers.ENGINE.log(Level.DEBUG, "WebSocket failed", cause);
        }
        gate.end(cause);
        abort();
    }

    /** The container has ended the connection, or the upgrade has failed. */
    void onDestroyed(@Nullable Throwable cause) {
        aborted.set(true);
        parts.open().remove(this);
        outbound.abandon(new ConnectionEnded("the connection has ended"));
        frames.end();
        gate.end(cause);
        release();
    }

    /** Closes the connection in whatever state it is. Does not block. */
    void abort() {
        WebConnection present = connection;
        if (present == null || !aborted.compareAndSet(false, true)) {
            return;
        }
        parts.open().remove(this);
        inbound.stop();
        outbound.abandon(new ConnectionEnded("the connection was closed"));
        try {
            parts.closer().execute(() -> abort(present));
        } catch (RejectedExecutionException e) {
            abort(present);
        }
    }

    private void abort(WebConnection present) {
        try {
            parts.container().abort(present, raw);
        } catch (Exception e) {
            Loggers.ENGINE.log(Level.DEBUG, "an upgraded connection could not be closed", e);
        }
        release();
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            gate.listener().onReleased();
        }
    }
}
