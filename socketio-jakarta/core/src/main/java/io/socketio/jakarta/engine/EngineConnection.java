package io.socketio.jakarta.engine;

/**
 * One Engine.IO connection. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface EngineConnection {

    /** Returns the revision of the Engine.IO protocol that the client speaks: 4. */
    int protocol();

    /** Returns the transport in use: {@code polling} or {@code websocket}. */
    String transport();

    /** Returns the first request of this connection; an upgrade later does not change it. */
    EngineRequest request();

    /** Adds a listener for packets and changes of the transport from now on. @return this */
    EngineConnection listen(ConnectionListener listener);

    /** Closes the connection after everything that waits has been sent. */
    void close();
}
