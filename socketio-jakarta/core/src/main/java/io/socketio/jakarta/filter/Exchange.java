package io.socketio.jakarta.filter;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import org.jspecify.annotations.Nullable;

/**
 * What is happening right now: given to filters, and injectable into interceptors and beans that are used by a handler.
 *
 * @since 0.1
 */
public interface Exchange {

    /** In which part of a socket's life a handler is called. */
    enum Phase {
        /** Before CONNECT is answered; an exception refuses the client. */
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

    /** The event; null outside {@link Phase#EVENT}. */
    @Nullable
    Event event();

    /** Why the socket leaves; null before. */
    @Nullable
    DisconnectReason reason();
}
