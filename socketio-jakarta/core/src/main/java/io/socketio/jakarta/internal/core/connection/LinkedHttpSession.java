package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.session.HttpSessionAttributes;

/** The HttpSession of one connection, as the web layer offers it under {@link io.socketio.jakarta.internal.engine.port.HttpExchange#HTTP_SESSION}. */
public interface LinkedHttpSession extends HttpSessionAttributes {

    /** Lets go of the session: it has ended, or the connection has. From now on it counts as ended. */
    void release();
}
