package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages on one WebSocket session. The engine keeps one send in flight, so this object is its own send handler and allocates none per
 * message. An exception from the container and a failure reported by the container are handled alike here; the engine handles a container that never
 * reports a result.
 *
 * <p>Where the container hands each completion to another thread, what goes to several clients, and several messages for one client, are sent by
 * {@link BlockingSends}: with one hand-over for many messages, and one write for all that wait for a client. A client that has let such a send wait
 * gets its next messages asynchronously.
 *
 * <p>The inherited field holds the callback of the send in flight, or null.
 */
final class JakartaWebSocketLink extends AtomicReference<@Nullable SendCallback>
        implements WebSocketLink, SendHandler, BlockingSends.Send {

    private static final long serialVersionUID = 1L;

    private static final VarHandle CLOSING;

    static {
        try {
            CLOSING = MethodHandles.lookup().findVarHandle(JakartaWebSocketLink.class, "closing", ClosingSession.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A socket that takes what it is offered needs some microseconds for it. */
    private static final long SLOW_SEND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** After a slow send, so many messages are sent asynchronously before the next attempt to wait. */
    private static final int SENDS_AFTER_SLOW_ONE = 64;

    private final transient Session session;
    private final transient RemoteEndpoint.Async remote;
    /** Null if asynchronous sends are as good. */
    private final transient @Nullable BlockingSends blocking;

    private final transient ConnectionCloser closer;
    private final transient Runnable onReleased;

    // Used by one send at a time.
    private transient List<? extends WebSocketMessage> messages = List.of();
    private transient int sent;

    /** Written by one send at a time. Above 0, sends are asynchronous. */
    private transient volatile int asyncSends;

    /** Null until {@link #close}. */
    private transient volatile @Nullable ClosingSession closing;

    /**
     * @param blocking for a container whose asynchronous sends cost more than blocking ones; otherwise null
     * @param onReleased runs once after a close, when the TCP connection is gone
     */
    JakartaWebSocketLink(
            Session session, @Nullable BlockingSends blocking, ConnectionCloser closer, Runnable onReleased) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.blocking = blocking;
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
    public boolean sendsBatches() {
        return blocking != null && asyncSends == 0;
    }

    @Override
    public boolean copiesMessages() {
        return false;
    }

    @Override
    public void sendAll(List<? extends WebSocketMessage> batch, SendCallback callback) {
        messages = batch;
        sent = 0;
        set(callback);
        BlockingSends sender = blocking;
        if (sender != null
                && asyncSends == 0
                && (sender.areCheap() || batch.size() > 1 || batch.get(0).isShared())) {
            sender.submit(this);
        } else {
            sendAsync();
        }
    }

    @Override
    public void sendAsync() {
        try {
            WebSocketMessage next = messages.get(sent++);
            String text = next.text();
            if (text != null) {
                remote.sendText(text, this);
            } else {
                remote.sendBinary(ByteBuffer.wrap(Objects.requireNonNull(next.binary())), this);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void sendBlocking() {
        long start = System.nanoTime();
        try {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            boolean batch = messages.size() > 1;
            if (batch) {
                basic.setBatchingAllowed(true);
            }
            for (int i = 0; i < messages.size(); i++) {
                sendBlocking(basic, messages.get(i));
            }
            if (batch) {
                // Sends what the container has collected.
                basic.setBatchingAllowed(false);
            }
        } catch (Throwable e) {
            fail(e);
            return;
        }
        if (System.nanoTime() - start > SLOW_SEND_NANOS) {
            asyncSends = SENDS_AFTER_SLOW_ONE;
        }
        onSent();
    }

    private static void sendBlocking(RemoteEndpoint.Basic basic, WebSocketMessage message) throws IOException {
        String text = message.text();
        if (text != null) {
            basic.sendText(text);
        } else {
            basic.sendBinary(ByteBuffer.wrap(Objects.requireNonNull(message.binary())));
        }
    }

    @Override
    public void onResult(SendResult result) {
        if (!result.isOK()) {
            fail(result.getException());
            return;
        }
        int asynchronous = asyncSends;
        if (asynchronous > 0) {
            asyncSends = asynchronous - 1;
        }
        if (sent < messages.size()) {
            sendAsync();
        } else {
            onSent();
        }
    }

    private void onSent() {
        messages = List.of();
        SendCallback callback = getAndSet(null);
        if (callback != null) {
            callback.onSent();
        }
        onSendEnded();
    }

    private void fail(@Nullable Throwable cause) {
        messages = List.of();
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
