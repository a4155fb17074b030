package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import java.util.ArrayList;
import java.util.List;

/** The far end of a WebSocket. */
public final class FakeClient {

    public final FakeWebSocketExchange exchange;
    private int seen;

    FakeClient(CoreFixture fixture) {
        this(fixture, new FakeWebSocketExchange("EIO=4&transport=websocket"));
    }

    FakeClient(CoreFixture fixture, FakeWebSocketExchange exchange) {
        this.exchange = exchange;
        fixture.server.engineServer().onRequest(exchange);
        assertTrue(exchange.accepted());
        received();
    }

    public void sends(String... frames) {
        for (String frame : frames) {
            exchange.sends(frame);
        }
    }

    /** As {@link #sends(String...)}, without an array. */
    void sendsOne(String frame) {
        exchange.sends(frame);
    }

    public void sends(byte[] frame) {
        exchange.sends(frame);
    }

    /** From now on, what is sent to this client is not kept. */
    void keepsNothing() {
        exchange.link().keepsNothing();
    }

    /** Joins a namespace. @return the socket id */
    public String connect(String namespace) {
        received();
        String prefix = namespace.equals("/") ? "40" : "40" + namespace + ",";
        sends(prefix);
        String answer = only(received());
        assertTrue(answer.startsWith(prefix + "{\"sid\":\"") && answer.endsWith("\"}"), answer);
        return answer.substring(prefix.length() + 8, answer.length() - 2);
    }

    /** The text frames since the last call; a binary frame reads as its length in angle brackets. */
    List<String> received() {
        List<Object> all = exchange.link().frames();
        List<String> fresh = new ArrayList<>();
        for (Object frame : all.subList(seen, all.size())) {
            fresh.add(frame instanceof byte[] bytes ? "<" + bytes.length + ">" : (String) frame);
        }
        seen = all.size();
        return fresh;
    }

    boolean closed() {
        return exchange.link().closed();
    }

    static String only(List<String> frames) {
        if (frames.size() != 1) {
            throw new AssertionError("expected one frame, but there are " + frames);
        }
        return frames.get(0);
    }
}
