package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A real engine with fake edges, and the words in which the tests speak to it. */
public final class EngineFixture {

    static final String HANDSHAKE = "EIO=4&transport=polling";
    static final String WS_HANDSHAKE = "EIO=4&transport=websocket";

    final ManualScheduler scheduler = new ManualScheduler();
    final RecordingHooks hooks;
    final EngineServer server;

    public EngineFixture() {
        this(options());
    }

    public EngineFixture(EngineOptions options) {
        this(options, new RecordingHooks());
    }

    public EngineFixture(EngineOptions options, RecordingHooks hooks) {
        this.hooks = hooks;
        server = new EngineServer(options, hooks, scheduler);
    }

    /** The defaults of the reference, but a small payload limit. */
    static EngineOptions options() {
        return options(EnumSet.allOf(TransportName.class), true, 1024, 10_000, 1 << 20);
    }

    static EngineOptions options(
            Set<TransportName> transports, boolean allowUpgrades, int threshold, int maxPayload, int maxBuffered) {
        return new EngineOptions(
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                maxPayload,
                transports,
                allowUpgrades,
                threshold,
                false,
                maxBuffered,
                4 * maxBuffered,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    static EngineOptions optionsWithMaxBuffered(int maxBuffered) {
        return options(EnumSet.allOf(TransportName.class), true, 1024, 10_000, maxBuffered);
    }

    public FakeHttpExchange request(String method, String query) {
        return request(method, query, exchange -> exchange);
    }

    public FakeHttpExchange request(String method, String query, UnaryOperator<FakeHttpExchange> change) {
        FakeHttpExchange exchange = change.apply(new FakeHttpExchange(method, query));
        server.onRequest(exchange);
        return exchange;
    }

    FakeWebSocketExchange upgrade(String query) {
        return upgrade(query, new FakeWebSocketLink());
    }

    FakeWebSocketExchange upgrade(String query, FakeWebSocketLink link) {
        FakeWebSocketExchange exchange = new FakeWebSocketExchange(query, link);
        server.onRequest(exchange);
        return exchange;
    }

    /** Opens a polling session. */
    public EngineSession open() {
        request("GET", HANDSHAKE);
        return hooks.sessions.get(hooks.sessions.size() - 1);
    }

    FakeHttpExchange poll(EngineSession session) {
        return request("GET", "EIO=4&transport=polling&sid=" + session.id());
    }

    FakeHttpExchange post(EngineSession session, String body) {
        return request("POST", "EIO=4&transport=polling&sid=" + session.id(), exchange -> exchange.body(body));
    }

    FakeHttpExchange slowPost(EngineSession session) {
        return request("POST", "EIO=4&transport=polling&sid=" + session.id(), FakeHttpExchange::slowBody);
    }

    /** Opens a WebSocket session; its open packet is the first frame of the link. */
    public FakeWebSocketExchange openWebSocket() {
        return upgrade(WS_HANDSHAKE);
    }

    public FakeWebSocketExchange candidate(EngineSession session) {
        return upgrade("EIO=4&transport=websocket&sid=" + session.id());
    }

    EngineSession session() {
        return hooks.sessions.get(hooks.sessions.size() - 1);
    }

    RecordingListener listener() {
        return hooks.listeners.get(hooks.listeners.size() - 1);
    }

    List<String> events() {
        return listener().events();
    }

    void send(EngineSession session, String wire) {
        session.send(List.of(OutboundPacket.text(wire)));
    }
}
