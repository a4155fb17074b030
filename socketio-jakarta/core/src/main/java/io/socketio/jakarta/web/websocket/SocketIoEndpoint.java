package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.MessageTooLargeException;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.container.UndertowWebSocket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection as the container sees it: each connection has its own instance, which holds all its state. Not for applications; public
 * only because Jetty accepts only public endpoints for an upgrade.
 */
public final class SocketIoEndpoint extends Endpoint {

    private static final Logger LOG = Loggers.ENGINE;

    private final WebSocketListener listener;
    private final ConnectionCloser closer;
    private final BlockingSends sends;
    private final MessageAssembler assembler;
    private final int maxMessageBytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Set by {@link #onOpen}, before any message. */
    private @Nullable JakartaWebSocketLink link;

    SocketIoEndpoint(int maxMessageBytes, WebSocketListener listener, ConnectionCloser closer, BlockingSends sends) {
        this.maxMessageBytes = maxMessageBytes;
        this.assembler = new MessageAssembler(maxMessageBytes, listener);
        this.listener = listener;
        this.closer = closer;
        this.sends = sends;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        int bufferBytes = bufferBytes(session);
        session.setMaxTextMessageBufferSize(bufferBytes);
        session.setMaxBinaryMessageBufferSize(bufferBytes);
        session.addMessageHandler(String.class, this::onText);
        session.addMessageHandler(ByteBuffer.class, this::onBinary);
        JakartaWebSocketLink link = new JakartaWebSocketLink(
                session, TomcatWebSocket.isTomcat(session) ? sends : null, closer, listener::onReleased);
        this.link = link;
        listener.onOpen(link);
    }

    /** Returns the smallest possible size of the message buffers: the assembler limits the size of messages, not the container. */
    private int bufferBytes(Session session) {
        if (TomcatWebSocket.isTomcat(session)) {
            return TomcatWebSocket.BUFFER_BYTES;
        }
        return UndertowWebSocket.isUndertow(session) ? UndertowWebSocket.UNLIMITED : maxMessageBytes;
    }

    private void onText(String part, boolean last) {
        try {
            String message = assembler.onText(part, last);
            if (message != null) {
                listener.onText(message);
            } else if (assembler.isTooLarge()) {
                onTooLarge();
            }
        } catch (Error e) {
            onMemoryShort(e);
        }
    }

    private void onBinary(ByteBuffer part, boolean last) {
        try {
            byte[] message = assembler.onBinary(part, last);
            if (message != null) {
                listener.onBinary(message);
            } else if (assembler.isTooLarge()) {
                onTooLarge();
            }
        } catch (Error e) {
            onMemoryShort(e);
        }
    }

    /** A message could not be put together. Containers differ in what they do with an error, so it does not reach them. */
    private void onMemoryShort(Error cause) {
        LOG.log(Level.DEBUG, "a WebSocket message could not be received", cause);
        listener.onError(cause);
    }

    private void onTooLarge() {
        JakartaWebSocketLink link = this.link;
        // Set the flag first: the close runs on another thread, and the container may report it before this thread
        // reports the error.
        if (link != null && closed.compareAndSet(false, true)) {
            int limit = assembler.maxBytes();
            link.closeTooLarge();
            listener.onError(new MessageTooLargeException(limit));
            listener.onClose();
        }
    }

    @Override
    public void onError(Session session, Throwable cause) {
        LOG.log(Level.DEBUG, "WebSocket failed", LogText.escaped(cause));
        if (!closed.get()) {
            listener.onError(cause);
        }
    }

    /** Called when the upgrade has failed: there will be no connection. */
    void onUpgradeFailed(Throwable cause) {
        listener.onError(cause);
        tellClosed();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        UndertowWebSocket.runAfterMessages(session, this::tellClosed);
    }

    private void tellClosed() {
        if (closed.compareAndSet(false, true)) {
            listener.onClose();
        }
    }
}
