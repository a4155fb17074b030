package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that remembers what it needs to recover, as the official one does, over as many connections as it takes. */
final class RecoveringClient {

    private static final Pattern CONNECTED =
            Pattern.compile("40(?:/[^,]*,)?\\{\"sid\":\"([^\"]+)\",\"pid\":\"([^\"]+)\"}");
    private static final Pattern OFFSET = Pattern.compile("4(?:2|5\\d+-)(?:/[^,]*,)?\\[.*,\"([^\"]*)\"]");

    private CoreFixture fixture;
    private final String prefix;
    private final Map<String, Object> attributes = new HashMap<>();

    String sid = "";
    String pid = "";
    String offset = "";
    /** All text frames of all connections, those of the engine and CONNECT left out, without their offsets. */
    final List<String> events = new ArrayList<>();
    /** The text frames of the last {@link #connects}, as they came. */
    List<String> answer = List.of();

    FakeClient connection;

    RecoveringClient(CoreFixture fixture) {
        this(fixture, "/");
    }

    RecoveringClient(CoreFixture fixture, String namespace) {
        this.fixture = fixture;
        this.prefix = namespace.equals("/") ? "" : namespace + ",";
    }

    RecoveringClient loggedInAs(String name) {
        attributes.put(HttpExchange.PRINCIPAL, (Principal) () -> name);
        return this;
    }

    RecoveringClient inHttpSession(String id) {
        attributes.put(HttpExchange.HTTP_SESSION_ID, id);
        return this;
    }

    /** From now on it connects to another server. */
    RecoveringClient goesTo(CoreFixture other) {
        fixture = other;
        return this;
    }

    /** Opens a connection and joins, with what is known from before. */
    RecoveringClient connects() {
        opens();
        joins();
        return this;
    }

    void opens() {
        connection = new FakeClient(fixture, new FakeWebSocketExchange("EIO=4&transport=websocket") {
            @Override
            public Map<String, Object> attributes() {
                return attributes;
            }
        });
    }

    void joins() {
        String auth = pid.isEmpty() ? "" : "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
        connection.sends("40" + prefix + auth);
        answer = reads();
    }

    /** Takes what has come. */
    List<String> reads() {
        List<String> frames = connection.received();
        for (String frame : frames) {
            Matcher connected = CONNECTED.matcher(frame);
            Matcher event = OFFSET.matcher(frame);
            if (connected.matches()) {
                sid = connected.group(1);
                pid = connected.group(2);
            } else if (event.matches()) {
                offset = event.group(1);
                events.add(frame.substring(0, event.start(1) - 2) + "]");
            } else {
                events.add(frame);
            }
        }
        return frames;
    }

    /** Waits for the answer to the CONNECT of {@link #connects}. */
    void awaitConnect(String what) {
        NumberedEmitters.await(what, () -> {
            boolean connected = answer.stream().anyMatch(frame -> frame.startsWith("40"));
            answer = connected ? answer : reads();
            return connected;
        });
    }

    /** Loses the connection, after having read what has come. */
    RecoveringClient isCut() {
        assertTrue(connection.exchange.accepted());
        reads();
        connection.exchange.closes();
        return this;
    }
}
