package io.socketio.jakarta.engine;

import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
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
     * Empties this server before it is stopped, so that its clients go to other servers, and not all at once. From now on, handshakes are refused
     * with 503 and {@code Retry-After}. The connections are closed one after the other over the time that is given, those whose listeners run last,
     * and each after what is queued for its client has been sent. For the client that is a lost connection: it comes back by itself, through a load
     * balancer to another server. What is left when the time is over is cut; if less than a second is given, after a second.
     *
     * <p>Further calls may shorten the time, and return the same stage. {@link #close()} ends the drain at once.
     *
     * @param duration 0 to 1 day
     * @return completes when no connection is left
     * @throws IllegalArgumentException if the duration is out of range
     */
    CompletionStage<@Nullable Void> drain(Duration duration);

    /** Returns whether this server takes no new clients, because it drains or was closed; for readiness checks. */
    boolean isDraining();

    /**
     * Closes every socket at once and refuses new ones. Idempotent.
     *
     * @return completes when the close listeners of all sockets have run, or after 10 s
     */
    CompletionStage<Void> close();
}
