package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.web.container.TyrusUpgrade;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WebSocketUpgraderTest {

    private static final HiddenPath PATH = HiddenPath.of("/hidden");

    private final WebSocketUpgrader upgrader = new WebSocketUpgrader(null, PATH, null, null, 1_000_000, true);

    /** Tyrus reads the headers that the request names. */
    @Test
    void theRequestForTyrusNamesAnOriginWhateverTheClientHasSent() {
        for (Map<String, String> origin : List.of(Map.<String, String>of(), Map.of("Origin", "http://localhost"))) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(Map.of(
                    "Sec-WebSocket-Key", "a2V5", "Sec-WebSocket-Extensions", "permessage-deflate", "Cookie", "a=b"));
            headers.putAll(origin);
            HttpServletRequest request = upgrader.requestForTyrus(request(headers), new Silent());
            assertEquals(List.of("origin", "sec-websocket-key"), Collections.list(request.getHeaderNames()));
            assertEquals(List.of(PATH.secret()), Collections.list(request.getHeaders("origin")));
            assertEquals(PATH.secret(), request.getHeader("Origin"));
            assertNull(request.getHeader("Sec-WebSocket-Extensions"));
        }
    }

    @Test
    void theRequestForTyrusCarriesTheEndpoint() {
        Endpoint endpoint = new Silent();
        HttpServletRequest request = upgrader.requestForTyrus(request(Map.of()), endpoint);
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, args) -> request.getUserPrincipal());
        assertSame(endpoint, TyrusUpgrade.endpointOf(session));
    }

    private static HttpServletRequest request(Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                WebSocketUpgraderTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getHeader" -> headers.get((String) args[0]);
                    case "getHeaders" ->
                        Collections.enumeration(
                                headers.containsKey((String) args[0])
                                        ? List.of(headers.get((String) args[0]))
                                        : List.of());
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    default -> null;
                });
    }

    private static final class Silent extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }
}
