package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.internal.adapter.SessionOwner;
import io.socketio.jakarta.internal.core.mailbox.Bursts;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.session.HttpSessionAttributes;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The connection of a socket, as the socket needs it. */
public interface SocketConnection extends Client, Bursts {

    /** The HttpSession in which the connection began; null when there was none. */
    @Nullable
    HttpSessionAttributes httpSession();

    /** To whom the sessions of this connection belong. */
    SessionOwner owner();

    /** Returns whether the calling thread is handling a WebSocket frame of this connection. */
    boolean isReadingFrame();

    /** Runs the mailboxes of this connection: its share of the threads for handlers. */
    Executor share();

    /** Where everything that waits for this connection is weighed. */
    MemoryAccount memory();

    /** Whether a packet would be handed to the transport at once. */
    boolean isWritable();

    /** Queues these packets together and flushes. */
    void send(List<OutboundPacket> packets);

    /** Queues these packets without flushing. @return whether they were queued */
    boolean enqueue(List<OutboundPacket> packets);

    void flush();

    /**
     * Ends the connection and all its sockets at once, after something that was done for it has failed with an {@link Error}: it is unknown what has been
     * left undone. Idempotent.
     *
     * @param where for the log, for example {@code listener of "message"}
     * @param namespace empty when it happened outside of all namespaces
     */
    void onError(String where, String namespace, Throwable cause);

    /** The socket has ended. */
    void remove(CoreSocket socket);

    /** The socket has ended, and its listeners have run. On the executor. */
    void onSocketGone(CoreSocket socket);

    /** Tells every namespace goodbye and closes the connection. */
    void disconnectAll();
}
