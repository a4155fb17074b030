package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** The Jakarta endpoint. */
class WebSocketOnTomcatTest extends WebSocketOnTomcatContract {

    @Override
    WebSocketImplementation implementation() {
        return WebSocketImplementation.ENDPOINT;
    }

    /** The reference sends an empty close frame; the Jakarta API cannot. */
    @Test
    void serverClosesWithCode1000AndNoReason() throws Exception {
        try (RawWebSocket socket = open()) {
            EngineSession session = hooks.sessions.poll(5, TimeUnit.SECONDS);
            session.close();
            RawWebSocket.Frame close = socket.receive();
            assertEquals(8, close.opcode());
            assertEquals(1000, close.closeCode());
            assertEquals("", close.closeReason());
            socket.frame(0x88, new byte[0]);
            assertTrue(socket.http.isClosedByPeer());
        }
    }

    @Test
    void hiddenEndpointTakesNobody() throws Exception {
        // The container's WebSocket filter runs only where some servlet is mapped.
        try (EmbeddedTomcat other = EmbeddedTomcat.with(context -> {
                    context.addServletContainerInitializer(
                            EmbeddedTomcat.echo(hooks, SocketIoOptions.defaults()), Set.of());
                    Tomcat.addServlet(context, "default", new DefaultServlet());
                    context.addServletMappingDecoded("/", "default");
                });
                RawHttp http = new RawHttp(other.port())) {
            http.request("GET", "/_socketio-jakarta", null, RawWebSocket.UPGRADE);
            assertEquals(403, http.receiveHead().status());
        }
    }
}
