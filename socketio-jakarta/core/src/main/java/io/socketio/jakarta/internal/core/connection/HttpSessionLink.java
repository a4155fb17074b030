package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The HttpSession in which one connection began, if there was one. */
final class HttpSessionLink {

    private final HandshakeRequest request;
    /** Changes with the id of the session; null when there was none. */
    private volatile @Nullable String id;

    HttpSessionLink(HandshakeRequest request) {
        this.request = request;
    }

    @Nullable
    String id() {
        return id;
    }

    void id(String changed) {
        id = changed;
    }

    /** The session itself; null when there was none. */
    @Nullable
    LinkedHttpSession session() {
        return request.attributes().get(HttpExchange.HTTP_SESSION) instanceof LinkedHttpSession linked ? linked : null;
    }

    void release() {
        LinkedHttpSession linked = session();
        if (linked != null) {
            linked.release();
        }
    }
}
