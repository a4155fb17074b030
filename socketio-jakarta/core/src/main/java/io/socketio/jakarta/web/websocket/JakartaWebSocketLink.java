package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
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

    private static final long serialVersionUID = 1L;

    private static final VarHandle CLOSING;

    static {
        try {
            CLOSING = MethodHandles.lookup().findVarHandle(JakartaWebSocketLink.class, "closing", ClosingSession.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final transient Session session;
    private final transient RemoteEndpoint.Async remote;
    private final transient ConnectionCloser closer;
    private final transient Runnable onReleased;

    /** Null until {@link #close}. */
    private transient volatile @Nullable ClosingSession closing;

    /** @param onReleased runs once after a close, when the TCP connection is gone */
    JakartaWebSocketLink(Session session, ConnectionCloser closer, Runnable onReleased) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.closer = closer;
        this.onReleased = onReleased;
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
            onSendEnded();
        } else {
            fail(result.getException());
        }
    }

    private void fail(@Nullable Throwable cause) {
        SendCallback callback = getAndSet(null);
        if (callback != null) {
            callback.onFailed(cause == null ? new IOException("the container gave no cause") : cause);
        }
        onSendEnded();
    }

    private void onSendEnded() {
        ClosingSession present = closing;
        if (present != null && get() == null) {
            present.sendFrame();
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

    /** Either this method finds that no send is in flight, or the end of that send finds the closing session. */
    private void close(CloseReason reason) {
        ClosingSession next = new ClosingSession(session, reason, closer, onReleased);
        if (!CLOSING.compareAndSet(this, null, next)) {
            return;
        }
        next.begin();
        if (get() != null) {
            next.awaitSend();
        }
        if (get() == null) {
            next.sendFrame();
        }
    }
}
