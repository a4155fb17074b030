package io.socketio.jakarta;

import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EngineConnection;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/**
 * One connection: it carries all sockets of one client. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface Client extends EngineConnection {

    /**
     * Returns the revision of the Engine.IO protocol that the client speaks: 4, or 3 for clients of Socket.IO 2, which connect only if
     * {@code SocketIoOptions.allowEio3} is set.
     */
    int protocol();

    /** Returns the sockets of this connection: a copy. */
    Collection<Socket> sockets();

    /** Returns about how many bytes of memory the messages occupy that wait to be sent; 0 when nothing waits. */
    int bufferedBytes();

    /**
     * Returns about how many bytes of memory the received messages occupy whose handlers have not run to their end; those of all namespaces, and messages
     * of which a part is still to come.
     */
    long pendingBytes();

    /**
     * Waits until everything that is queued for this client has been handed to the connection, for example between the parts of a large history.
     *
     * @return completes on the executor; at once when nothing waits, and exceptionally with {@link AckDisconnectedException} when the connection ends before
     */
    CompletionStage<Void> whenDrained();

    /**
     * Adds a listener for the end of the connection. It runs on the executor, after the disconnect listeners of all its sockets; at once if they have
     * run already.
     *
     * @return this
     */
    Client onClose(Runnable listener);

    /** Adds a listener for packets and changes of the transport from now on. @return this */
    @Override
    Client listen(ConnectionListener listener);

    /** Closes the connection after everything that waits has been sent; its sockets end with {@link DisconnectReason#FORCED_CLOSE}. */
    @Override
    void close();
}
