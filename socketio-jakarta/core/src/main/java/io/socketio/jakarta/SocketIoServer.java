package io.socketio.jakarta;

import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Socket.IO server of an application: the entry point of this API. As a namespace it is {@code /}, as in the reference server.
 *
 * <p>Thread-safe. No method blocks.
 *
 * @since 0.1
 */
public interface SocketIoServer extends Namespace {

    /**
     * Returns the namespace of this name and creates it on the first call. If a pattern of {@link #of(Pattern)} is found in the name, the namespace is
     * a child of that parent.
     *
     * @param name a missing leading slash is added; the empty name is {@code /}
     */
    Namespace of(String name);

    /** Returns {@link #of(String)} after adding a connection listener to it. */
    default Namespace of(String name, Consumer<Socket> onConnection) {
        return of(name).onConnection(onConnection);
    }

    /**
     * Adds a parent: when a client asks for a namespace that does not exist, the first parent whose pattern is found in the name creates it. Parents are
     * asked in the order in which they were added.
     *
     * @param pattern is searched in the name, as in the reference server; {@code ^} and {@code $} make it match the whole name
     */
    ParentNamespace of(Pattern pattern);

    /** Returns {@link #of(Pattern)} after adding a connection listener to it. */
    default ParentNamespace of(Pattern pattern, Consumer<Socket> onConnection) {
        ParentNamespace parent = of(pattern);
        parent.onConnection(onConnection);
        return parent;
    }

    /**
     * Adds a parent whose matcher decides which namespaces it creates. {@link #of(String)} does not ask matchers.
     *
     * @param matcher runs on the executor and may block
     */
    ParentNamespace of(NamespaceMatcher matcher);

    /** Returns {@link #of(NamespaceMatcher)} after adding a connection listener to it. */
    default ParentNamespace of(NamespaceMatcher matcher, Consumer<Socket> onConnection) {
        ParentNamespace parent = of(matcher);
        parent.onConnection(onConnection);
        return parent;
    }

    /**
     * Adds a listener for namespaces that are created from now on, except {@code /}. No client joins a namespace before the listener has returned, so it
     * may add middleware and listeners. What it throws is logged.
     *
     * @param listener runs on the thread that creates the namespace; for children of a {@link ParentNamespace} that is a thread of the executor
     * @return this
     */
    SocketIoServer onNewNamespace(Consumer<Namespace> listener);

    /**
     * Adds a filter around the listeners of all namespaces, existing and future ones. The first filter that is added is the outermost.
     *
     * @return this
     */
    SocketIoServer surround(ListenerFilter filter);

    /** Returns the Engine.IO layer below: requests, handshakes, headers. */
    Engine engine();

    /** Returns the settings that this server was created with. */
    SocketIoOptions options();

    /**
     * Returns what is known about the cluster of this server, for health checks. The number of servers is that of the namespace {@code /}.
     *
     * @return completes when the servers have been counted, within a few seconds even if the store of the cluster does not answer; never exceptionally
     */
    CompletionStage<ClusterState> cluster();

    /**
     * Empties this server before it is stopped, so that its clients go to other servers, and not all at once. From now on, handshakes are refused
     * with 503 and {@code Retry-After}. The connections are closed one after the other over the time that is given, those whose handlers run last,
     * and each after what is queued for its client has been sent. For the client that is a lost connection: it comes back by itself, through a load
     * balancer to another server. The reason is {@link DisconnectReason#FORCED_CLOSE}, with which sessions can be recovered. What is left when the
     * time is over is cut; if less than a second is given, after a second.
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
     * Closes the server: disconnects every socket ({@link DisconnectReason#SERVER_SHUTTING_DOWN}), closes every connection and refuses new ones.
     * Idempotent.
     *
     * @return completes when all disconnect listeners have run, after 10 s at the latest
     */
    CompletionStage<Void> close();
}
