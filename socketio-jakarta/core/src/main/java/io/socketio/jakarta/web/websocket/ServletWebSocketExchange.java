package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.http.ServletHttpExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade request as the engine sees it. If the engine decides during the servlet call, the client receives the proper response: 101 or a refusal.
 * Tomcat cannot upgrade a request that has been suspended. So when the call ends without a decision, the connection is upgraded provisionally:
 * messages of the client are buffered, and a late refusal closes the connection.
 */
public final class ServletWebSocketExchange extends ServletHttpExchange implements WebSocketExchange {

    private record Acceptance(int maxMessageBytes, boolean deflate, WebSocketListener listener) {}

    /** Null if the deployment offers no WebSocket; then the engine refuses the request. */
    private final @Nullable WebSocketCarrier carrier;

    private final ReentrantLock upgradeLock = new ReentrantLock();

    // Guarded by the lock. At most one is set.
    private @Nullable Acceptance acceptance;
    private @Nullable DeferredListener deferred;
    private boolean refused;

    public ServletWebSocketExchange(HttpServletRequest request, Set<String> roles, @Nullable WebSocketCarrier carrier) {
        super(request, roles);
        this.carrier = carrier;
    }

    @Override
    public void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener) {
        if (carrier == null) {
            // The application is starting or stopping: a request that cannot be upgraded must not wait indefinitely.
            respond(HttpServletResponse.SC_SERVICE_UNAVAILABLE, new byte[0]);
            listener.onClose();
            return;
        }
        DeferredListener waiting;
        upgradeLock.lock();
        try {
            if (refused || acceptance != null) {
                return;
            }
            waiting = deferred;
            if (waiting == null) {
                acceptance = new Acceptance(maxMessageBytes, deflate, listener);
            }
        } finally {
            upgradeLock.unlock();
        }
        if (waiting != null) {
            waiting.attach(listener);
        }
    }

    @Override
    public void respond(int status, byte[] body) {
        DeferredListener waiting = refuse();
        if (waiting == null) {
            super.respond(status, body);
        } else {
            waiting.refuse();
        }
    }

    @Override
    public void abort() {
        DeferredListener waiting = refuse();
        if (waiting == null) {
            super.abort();
        } else {
            waiting.refuse();
        }
    }

    private @Nullable DeferredListener refuse() {
        upgradeLock.lock();
        try {
            refused = true;
            return deferred;
        } finally {
            upgradeLock.unlock();
        }
    }

    @Override
    public void endCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebSocketCarrier carrier = this.carrier;
        if (carrier == null) {
            super.endCall(request, response);
            return;
        }
        Acceptance accepted;
        DeferredListener waiting = null;
        upgradeLock.lock();
        try {
            accepted = acceptance;
            if (accepted == null && !refused) {
                waiting = new DeferredListener(carrier.maxMessageBytes());
                deferred = waiting;
            }
        } finally {
            upgradeLock.unlock();
        }
        if (accepted != null) {
            carrier.upgrade(
                    request,
                    response,
                    answerHeaders(),
                    accepted.maxMessageBytes(),
                    accepted.deflate(),
                    accepted.listener());
        } else if (waiting != null) {
            carrier.upgrade(request, response, new HeaderList(), carrier.maxMessageBytes(), carrier.deflate(), waiting);
        } else {
            super.endCall(request, response);
        }
    }
}
