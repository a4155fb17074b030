package io.socketio.jakarta.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Engine.IO server: what happens before there is a socket. Listeners run on container threads and must not block. */
public interface Engine {

    /** Number of open connections. */
    int clientsCount();

    /** Appends a middleware that sees every request, polls and upgrades included, before it is verified. */
    Engine use(Middleware middleware);

    /**
     * Decides about handshakes; not asked for later requests of a connection.
     *
     * @param decision completes with null to allow, or with the message of the refusal (empty: {@code Forbidden})
     */
    Engine allowRequest(Function<EngineRequest, CompletionStage<@Nullable String>> decision);

    /** Makes the ids of connections; they are secrets and must be unique. Default: 20 characters, 96 random bits. */
    Engine generateId(Function<EngineRequest, CompletionStage<String>> generator);

    /** Adds a listener that may change the headers of the first answer of a connection. */
    Engine onInitialHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener);

    /** Adds a listener that may change the headers of every successful answer of a connection. */
    Engine onHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener);

    /** Adds a listener for refused requests. */
    Engine onConnectionError(Consumer<ConnectionError> listener);

    /** Sees a request before it is verified; calls {@code next}, or answers itself through {@link EngineRequest.Response#end}. */
    @FunctionalInterface
    interface Middleware {
        void onRequest(EngineRequest request, EngineRequest.Response response, Next next) throws Exception;
    }
}
