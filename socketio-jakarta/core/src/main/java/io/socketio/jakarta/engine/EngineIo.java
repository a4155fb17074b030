package io.socketio.jakarta.engine;

import io.socketio.jakarta.options.SocketIoOptions;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server of Engine.IO alone: messages over long-polling and WebSocket, without namespaces, events and rooms. It is what the Socket.IO server is built
 * on, and what npm {@code engine.io} is. Its clients are those of Engine.IO, for example npm {@code engine.io-client}.
 *
 * <p>Thread-safe. No method blocks.
 *
 * @since 0.1
 */
public interface EngineIo {

    /**
     * Adds a listener for sockets that open from now on ({@code connection}). It runs on the executor and may block; messages of the socket wait until it
     * has returned, so the listeners that it adds to the socket miss none.
     *
     * @return this
     */
    EngineIo onConnection(Consumer<EngineSocket> listener);

    /** Returns the open sockets: a copy ({@code clients}). */
    Collection<EngineSocket> sockets();

    /** Returns the open socket with this id; null if there is none. */
    @Nullable
    EngineSocket socket(String id);

    /** Returns what lies below the sockets: requests, handshakes, headers. */
    Engine engine();

    /** Returns the options of this server. Those of Socket.IO have no effect. */
    SocketIoOptions options();

    /**
     * Closes every socket at once and refuses new ones. Idempotent.
     *
     * @return completes when the close listeners of all sockets have run, or after 10 s
     */
    CompletionStage<Void> close();
}
