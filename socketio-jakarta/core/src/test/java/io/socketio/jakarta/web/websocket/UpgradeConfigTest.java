package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class UpgradeConfigTest {

    /** Jetty answered every WebSocket handshake with 400: it upgrades to public endpoints only ("Class is not public"). */
    @Test
    void endpointIsOfAPublicClass() {
        assertTrue(Modifier.isPublic(SocketIoEndpoint.class.getModifiers()));
    }
}
