package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages on one WebSocket session. The engine keeps one send in flight, so this object is its own send handler and allocates none per
 * message. An exception from the container and a failure reported by the container are handled alike here; the engine handles a container that never
 * reports a result.
 *
 * <p>The inherited field holds the callback of the send in flight, or null.
 */
final class JakartaWebSocketLink extends AtomicReference<@Nullable SendCallback> implements WebSocketLink, SendHandler {

    private static final Logger LOG = Loggers.ENGINE;
    private static final long serialVersionUID = 1L;

    /** Only this timeout makes some containers close a connection whose send has stalled. */
    private static final long IDLE_TIMEOUT_AFTER_CLOSE_MS = 2_000;

    private final transient Session session;
    private final transient RemoteEndpoint.Async remote;
    private final transient Executor executor;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** @param executor runs the close, which blocks for a while on some containers if the client does not read */
    JakartaWebSocketLink(Session session, Executor executor) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.executor = executor;
    }

    @Override
    public void sendText(String message, SendCallback callback) {
        set(callback);
        try {
            remote.sendText(message, this);
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void sendBinary(byte[] message, SendCallback callback) {
        set(callback);
        try {
            remote.sendBinary(ByteBuffer.wrap(message), this);
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) {
            SendCallback callback = getAndSet(null);
            if (callback != null) {
                callback.onSent();
            }
        } else {
            fail(result.getException());
        }
    }

    private void fail(@Nullable Throwable cause) {
        SendCallback callback = getAndSet(null);
        if (callback != null) {
            callback.onFailed(cause == null ? new IOException("the container gave no cause") : cause);
        }
    }

    /** Closes with code 1000 and no reason: the Jakarta API cannot send an empty close frame. */
    @Override
    public void close() {
        close(new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
    }

    void closeTooLarge() {
        close(new CloseReason(CloseCodes.TOO_BIG, null));
    }

    private void close(CloseReason reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> closeNow(reason));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No executor any more, or no thread.
            closeNow(reason);
        }
    }

    private void closeNow(CloseReason reason) {
        try {
            session.setMaxIdleTimeout(IDLE_TIMEOUT_AFTER_CLOSE_MS);
            TomcatWebSocket.shortenClose(session);
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WebSocket session was already closed", e);
        }
    }
}
