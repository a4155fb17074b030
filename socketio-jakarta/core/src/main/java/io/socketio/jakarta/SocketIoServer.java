package io.socketio.jakarta;

import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The entry point. As a namespace it is {@code /}, as in the reference. Thread-safe. */
public interface SocketIoServer extends Namespace {

    /**
     * The namespace of this name, made on the first call; a missing leading slash is added, the empty name is {@code /}. A name that a pattern of
     * {@link #of(Pattern)} is found in makes a child of that parent.
     */
    Namespace of(String name);

    /** {@link #of(String)} with a connection listener. */
    default Namespace of(String name, Consumer<Socket> onConnection) {
        return of(name).onConnection(onConnection);
    }

    /**
     * Adds a parent whose children are made when a client asks for a namespace that does not exist. Parents are asked in the order in which they were
     * added.
     *
     * @param pattern is searched in the name, as in the reference: {@code ^} and {@code $} make it match the whole
     */
    ParentNamespace of(Pattern pattern);

    /** {@link #of(Pattern)} with a connection listener. */
    default ParentNamespace of(Pattern pattern, Consumer<Socket> onConnection) {
        return of(pattern).onConnection(onConnection);
    }

    /** As {@link #of(Pattern)}, but a function decides; it is not asked about {@link #of(String)}. */
    ParentNamespace of(NamespaceMatcher matcher);

    /** {@link #of(NamespaceMatcher)} with a connection listener. */
    default ParentNamespace of(NamespaceMatcher matcher, Consumer<Socket> onConnection) {
        return of(matcher).onConnection(onConnection);
    }

    /**
     * Adds a listener for namespaces that are made from now on, {@code /} excepted. It runs on the thread that makes the namespace, for children of a
     * {@link ParentNamespace} on the executor; no client joins before it has returned, so it may add middleware and listeners.
     */
    SocketIoServer onNewNamespace(Consumer<Namespace> listener);

    /**
     * Surrounds the listeners of all namespaces from now on, of those that exist and of those to come. The filter that is added first is the outermost.
     */
    SocketIoServer surround(ListenerFilter filter);

    /** The layer below: requests, handshakes, headers. */
    Engine engine();

    SocketIoOptions options();

    /**
     * Disconnects every socket ({@link DisconnectReason#SERVER_SHUTTING_DOWN}), closes every connection and refuses new ones. Idempotent.
     *
     * @return completes when the disconnect listeners have run
     */
    CompletionStage<Void> close();
}
