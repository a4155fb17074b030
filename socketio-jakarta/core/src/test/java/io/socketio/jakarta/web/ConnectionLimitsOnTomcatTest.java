package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients see of limits, on the wire. */
class ConnectionLimitsOnTomcatTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    @Test
    void handshakeBeyondALimitIsRefusedWithRetryAfterUntilAConnectionHasEnded() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.max-connections-per-address", "1");
            context.addParameter("socketio.trusted-proxies", "127.0.0.0/8, ::1");
        })) {
            String client = "X-Forwarded-For: 6.6.6.6, 203.0.113.7";
            String message = "Too many connections of one address (SocketIoOptions.limits, maxConnectionsPerAddress)";
            try (RawWebSocket first = new RawWebSocket(tomcat.port(), WEBSOCKET, client)) {
                assertEquals(101, first.handshake.status());
                first.receive();
                try (RawHttp http = new RawHttp(tomcat.port())) {
                    RawHttp.Response refused = http.get(POLLING, client);
                    assertEquals(429, refused.status());
                    assertEquals("5", refused.header("Retry-After"));
                    assertEquals("application/json", refused.header("Content-Type"));
                    assertEquals("{\"code\":4,\"message\":\"" + message + "\"}", refused.text());
                }
                try (RawWebSocket second = new RawWebSocket(tomcat.port(), WEBSOCKET, client)) {
                    assertEquals(429, second.handshake.status());
                    assertEquals("5", second.handshake.header("Retry-After"));
                    assertEquals(message, second.handshake.text());
                }
                try (RawHttp http = new RawHttp(tomcat.port())) {
                    assertEquals(
                            200,
                            http.get(POLLING, "X-Forwarded-For: 203.0.113.8").status());
                }
            }
        }
    }
}
