package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.Scheduler;
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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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

    // The steps of the end.
    private static final int CLOSING = 1;
    private static final int CLOSED = 2;
    private static final int ABORTED = 4;
    private static final int RELEASED = 8;
    private static final int DESTROYED = 16;

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(UpgradedWebSocket.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final UpgradeParts parts;
    private final @Nullable AutoCloseable raw;
    private final ListenerGate gate;
    private final MessageFrames frames;
    private final InboundFrames inbound;
    private final OutboundFrames outbound;

    /** Which of the steps have been taken, each once. */
    private volatile int taken;

    private volatile boolean closeFrameWritten;
    private volatile boolean closeFrameRead;
    private volatile boolean violated;

    /** Null until the close frame is sent. */
    private volatile Scheduler.@Nullable Cancellable limit;

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
        this.frames = MessageFrames.with(deflate);
        this.inbound = new InboundFrames(this, gate, parts, maxMessageBytes, deflate);
        this.outbound = new OutboundFrames(this);
    }

    /** Called by the container after the 101 response has been written. */
    void open(WebConnection upgraded) {
        connection = upgraded;
        parts.open().add(this);
        parts.count().enter();
        try {
            outbound.start(parts.container().output(upgraded), parts.container().staysReady());
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

    /** @return whether the step has not been taken before */
    private boolean take(int step) {
        return ((int) TAKEN.getAndBitwiseOr(this, step) & step) == 0;
    }

    private boolean has(int step) {
        return (taken & step) != 0;
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
        if (take(CLOSING)) {
            limit(CLOSE_TIMEOUT);
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
            limit(LINGER);
        } else {
            closeIfAgreed();
        }
    }

    /** At the latest then the connection is closed. */
    private void limit(Duration time) {
        Scheduler.Cancellable old = limit;
        if (old != null) {
            old.cancel();
        }
        Scheduler.Cancellable timer = parts.scheduler().schedule(this::abort, time);
        limit = timer;
        if (has(RELEASED)) {
            // Either this sees the end, or the end sees the timer.
            timer.cancel();
        }
    }

    private void closeIfAgreed() {
        WebConnection present = connection;
        if (closeFrameRead && closeFrameWritten && present != null && take(CLOSED)) {
            try {
                if (!inbound.isCalled() || !parts.container().closeInCall(present)) {
                    parts.container().close(present);
                }
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
        if (!has(CLOSING)) {
            Loggers.ENGINE.log(Level.DEBUG, "WebSocket failed", cause);
        }
        gate.end(cause);
        abort();
    }

    /** The container has ended the connection, or the upgrade has failed. */
    void onDestroyed(@Nullable Throwable cause) {
        take(ABORTED);
        parts.open().remove(this);
        outbound.abandon(new ConnectionEnded("the connection has ended"));
        frames.end();
        gate.end(cause);
        release();
        if (connection != null && take(DESTROYED)) {
            parts.count().leave();
        }
    }

    /** Closes the connection in whatever state it is. Does not block. */
    void abort() {
        WebConnection present = connection;
        if (present == null || !take(ABORTED)) {
            return;
        }
        parts.open().remove(this);
        inbound.stop();
        outbound.abandon(new ConnectionEnded("the connection was closed"));
        if (inbound.isCalled() && parts.container().closeInCall(present)) {
            release();
            return;
        }
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
        if (take(RELEASED)) {
            Scheduler.Cancellable timer = limit;
            if (timer != null) {
                timer.cancel();
            }
            gate.listener().onReleased();
        }
    }
}
