package io.socketio.jakarta.filter;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The current call of a filter or handler: passed to filters, and injectable into interceptors and beans that a handler uses.
 *
 * @since 0.1
 */
public interface Exchange {

    /** The part of a socket's life in which a handler is called. */
    enum Phase {
        /** Before the server responds to CONNECT; an exception refuses the client. */
        CONNECTING,
        /** The socket has joined. */
        CONNECT,
        EVENT,
        /** The socket is about to leave. */
        DISCONNECTING,
        /** The socket has left. */
        DISCONNECT
    }

    Phase phase();

    Socket socket();

    default Namespace namespace() {
        return socket().namespace();
    }

    /** Returns the event; null outside {@link Phase#EVENT}. */
    @Nullable
    Event event();

    /** Returns why the socket leaves; null before it does. */
    @Nullable
    DisconnectReason reason();
}
