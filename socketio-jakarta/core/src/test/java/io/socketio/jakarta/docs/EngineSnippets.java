package io.socketio.jakarta.docs;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EnginePacket;
import io.socketio.jakarta.engine.RequestDecision;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;

/** The snippets of docs/guide-api.md about the layer below and the server as a whole; {@link EngineSnippetsTest} runs them. */
final class EngineSnippets {

    private static final Logger LOG = Logger.getLogger("guide");

    private EngineSnippets() {}

    static void engine(SocketIoServer io) {
        io.engine()
                // every HTTP request, before it is checked
                .use((request, response, next) -> {
                    if (request.headers().containsKey("x-blocked")) {
                        response.end(403, "not you".getBytes(StandardCharsets.UTF_8));
                    } else {
                        next.proceed();
                    }
                })
                // the first request of a connection
                .allowRequest(request -> CompletableFuture.completedFuture(
                        "beta".equals(request.query().get("version"))
                                ? RequestDecision.refuse("beta is closed")
                                : RequestDecision.allow()))
                // the headers of the first response of a connection, of every response
                .onInitialHeaders((response, request) -> response.header("x-served-by", "node-1"))
                .onHeaders((response, request) -> response.header("x-frame-options", "DENY"))
                // the requests that were refused
                .onConnectionError(error -> LOG.info(error.code() + " " + error.message()));
        LOG.info(io.engine().clientsCount() + " connections");
    }

    static void packets(SocketIoServer io) {
        io.engine()
                .onConnection(connection -> connection.listen(new ConnectionListener() {
                    @Override
                    public void onPacket(EnginePacket packet) {
                        LOG.info(packet.type().text() + " from "
                                + connection.request().address());
                    }

                    @Override
                    public void onUpgrade() {
                        LOG.info("now over " + connection.transport());
                    }
                }));
    }

    static final class Counting implements ListenerFilter {

        final LongAdder events = new LongAdder();

        @Override
        public void aroundEvent(Event event, Runnable listeners) {
            events.increment();
            listeners.run();
        }

        @Override
        public void aroundDisconnect(Socket socket, DisconnectReason reason, Runnable listeners) {
            listeners.run();
            LOG.info(socket.id() + " is gone, " + events.sum() + " events so far");
        }
    }

    static Counting surround(SocketIoServer io) {
        Counting counting = new Counting();
        io.surround(counting);
        return counting;
    }

    static SocketIoOptions options() {
        SocketIoOptions options = SocketIoOptions.builder()
                .path("/realtime")
                .transports(Set.of(Transport.WEBSOCKET))
                .pingInterval(Duration.ofSeconds(10))
                .maxPayloadBytes(200_000)
                .namespace("/chat", chat -> chat.withMaxPendingEvents(100))
                .build();
        return options;
    }

    static void inTheSocketsTurn(Socket socket, CompletableFuture<String> result) {
        result.thenAccept(text -> socket.execute(() -> {
            socket.data().put("result", text);
            socket.emit("done", text);
        }));
    }
}
