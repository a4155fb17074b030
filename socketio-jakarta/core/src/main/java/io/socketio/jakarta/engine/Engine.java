package io.socketio.jakarta.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The Engine.IO server: everything before there is a socket. Functions and listeners run on container threads and must not block. A middleware that has neither
 * continued nor responded within {@code SocketIoOptions.connectTimeout}, and a stage that has not completed, end the request with status 503. Thread-safe.
 *
 * @since 0.1
 */
public interface Engine {

    /** Returns the number of open connections. */
    int clientsCount();

    /**
     * Returns the number of WebSocket connections that have ended here but may still hold a TCP connection, because the client has not answered the close frame.
     * None stays for more than 5 seconds.
     */
    int closingCount();

    /**
     * Returns about how many bytes of memory everything occupies that waits in the server: received messages that are not handled yet, and sent ones that
     * clients have not taken. The limit is {@code SocketIoOptions.memoryBudgetBytes}. A connection for which less than 4 KiB wait is not counted.
     */
    long waitingBytes();

    /** Adds a middleware that sees every request, polls and upgrades included, before it is verified. @return this */
    Engine use(Middleware middleware);

    /**
     * Sets the function that decides about handshakes. It is not asked about later requests of a connection. What it throws refuses the handshake and is
     * logged.
     *
     * @param decision completes with {@link RequestDecision#allow()} or {@link RequestDecision#refuse(String)}
     */
    Engine allowRequest(Function<EngineRequest, CompletionStage<RequestDecision>> decision);

    /** Sets the function that generates the ids of connections. Ids are secrets and must be unique. Default: 20 characters with 96 random bits. */
    Engine generateId(Function<EngineRequest, CompletionStage<String>> generator);

    /** Adds a listener that may change the headers of the first response of a connection. */
    Engine onInitialHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener);

    /**
     * Adds a listener that may change the headers of every successful response of a connection. For a poll it runs when the poll arrives, in the call of
     * that request, also if the response is written later.
     */
    Engine onHeaders(BiConsumer<EngineRequest.Response, EngineRequest> listener);

    /**
     * Adds a listener for connections that open from now on. It runs when the client has been sent its id and before anything of it is handled, so a
     * {@link ConnectionListener} that it adds misses no message.
     */
    Engine onConnection(Consumer<EngineConnection> listener);

    /** Adds a listener for refused requests. */
    Engine onConnectionError(Consumer<ConnectionError> listener);

    /** Sees a request before it is verified; calls {@code next}, or responds itself through {@link EngineRequest.Response#end}. */
    @FunctionalInterface
    interface Middleware {
        void onRequest(EngineRequest request, EngineRequest.Response response, Next next) throws Exception;
    }
}
