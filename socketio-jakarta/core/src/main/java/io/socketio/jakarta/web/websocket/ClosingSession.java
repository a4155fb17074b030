package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.WebSocketAbort;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The end of one WebSocket session.
 *
 * <pre>
 * WAITING ──no send in flight──▶ FRAME ──gone, or ANSWER_TIMEOUT──▶ RELEASED
 *    └──SEND_TIMEOUT, send failed──────────────────────────────────▶ RELEASED
 * </pre>
 */
final class ClosingSession extends AtomicReference<ClosingSession.Phase> implements ConnectionCloser.Closing {

    enum Phase {
        /** A send is in flight, which would block the close frame. */
        WAITING,
        /** The close frame is being sent, or has been. */
        FRAME,
        /** The TCP connection is gone, as far as the container tells. */
        RELEASED
    }

    private static final Logger LOG = Loggers.ENGINE;
    private static final long serialVersionUID = 1L;

    private final transient Session session;
    private final transient CloseReason reason;
    private final transient ConnectionCloser closer;
    private final transient Runnable onReleased;

    /** Null before the first timer. */
    private transient volatile Scheduler.@Nullable Cancellable timer;

    /** @param onReleased runs once, on any thread */
    ClosingSession(Session session, CloseReason reason, ConnectionCloser closer, Runnable onReleased) {
        super(Phase.WAITING);
        this.session = session;
        this.reason = reason;
        this.closer = closer;
        this.onReleased = onReleased;
    }

    void begin() {
        closer.add(this);
    }

    /** Called when a send is in flight: {@link #sendFrame} or {@link #abort} is called when it completes. */
    void awaitSend() {
        abortAfter(ConnectionCloser.SEND_TIMEOUT, Phase.WAITING);
    }

    /** Called when no send is in flight. Only the first call has an effect. */
    void sendFrame() {
        if (compareAndSet(Phase.WAITING, Phase.FRAME)) {
            cancelTimer();
            // First, because the call may block.
            abortAfter(ConnectionCloser.ANSWER_TIMEOUT, Phase.FRAME);
            closer.run(this::close);
        }
    }

    private void close() {
        try {
            WebSocketAbort.prepareClose(session);
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WebSocket session was already closed", e);
        }
        if (isGone()) {
            release();
        }
    }

    /** @param during the phase that must not last longer; it may have ended before the timer runs, and then another timer is there */
    private void abortAfter(Duration delay, Phase during) {
        Scheduler.Cancellable started = closer.schedule(() -> onTimeout(during), delay);
        timer = started;
        if (get() != during) {
            started.cancel();
        }
    }

    private void onTimeout(Phase during) {
        if (get() != during) {
            return;
        }
        if (WebSocketAbort.isKnown(session)) {
            abort();
        } else {
            closer.run(this::abort);
        }
    }

    @Override
    public boolean isGone() {
        return get() == Phase.RELEASED || WebSocketAbort.isGone(session);
    }

    @Override
    public void abort() {
        if (!isGone()) {
            LOG.log(Level.DEBUG, "a WebSocket connection is aborted: the client does not read, or ignores the close");
            WebSocketAbort.abort(session);
        }
        release();
    }

    private void release() {
        if (getAndSet(Phase.RELEASED) != Phase.RELEASED) {
            cancelTimer();
            closer.remove(this);
            onReleased.run();
        }
    }

    private void cancelTimer() {
        Scheduler.Cancellable present = timer;
        if (present != null) {
            present.cancel();
        }
    }
}
