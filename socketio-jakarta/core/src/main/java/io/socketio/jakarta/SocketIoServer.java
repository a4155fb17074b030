package io.socketio.jakarta;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The entry point. As a namespace it is {@code /}, as in the reference. Thread-safe. */
public interface SocketIoServer extends Namespace {

    /** The namespace of this name, made on the first call; a missing leading slash is added, the empty name is {@code /}. */
    Namespace of(String name);

    /** {@link #of(String)} with a connection listener. */
    default Namespace of(String name, Consumer<Socket> onConnection) {
        return of(name).onConnection(onConnection);
    }

    /** Adds a listener for namespaces that are made from now on, {@code /} excepted. */
    SocketIoServer onNewNamespace(Consumer<Namespace> listener);

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
