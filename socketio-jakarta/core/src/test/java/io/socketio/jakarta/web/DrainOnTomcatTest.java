package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.Test;

/** What clients see of a drain, on the wire. */
class DrainOnTomcatTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int CLOSE = 8;

    private static EmbeddedTomcat tomcat(String drainTimeout) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.drain-timeout", drainTimeout);
        });
    }

    @Test
    void clientsAreRefusedWithRetryAfterAndConnectionsClosed() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat("0");
                RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET);
                RawHttp http = new RawHttp(tomcat.port())) {
            SocketIoServer io = SocketIo.server(tomcat.context().getServletContext());
            socket.receive();
            String open = http.get(POLLING).text();
            String sid = open.substring(9, open.indexOf('"', 9));
            http.request("GET", POLLING + "&sid=" + sid, null);
            while (((StandardContext) tomcat.context()).getInProgressAsyncCount() == 0) {
                Thread.onSpinWait();
            }
            CompletableFuture<Void> drained = io.drain(Duration.ofMillis(1500)).toCompletableFuture();
            try (RawHttp late = new RawHttp(tomcat.port())) {
                RawHttp.Response refused = late.get(POLLING);
                assertEquals(503, refused.status());
                assertEquals("1", refused.header("Retry-After"));
                assertEquals("{\"code\":4,\"message\":\"The server is draining\"}", refused.text());
            }
            try (RawWebSocket late = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                assertEquals(503, late.handshake.status());
                assertEquals("1", late.handshake.header("Retry-After"));
            }
            assertEquals("1", http.receive().text(), "the close packet of Engine.IO");
            assertEquals(CLOSE, socket.receive().opcode());
            drained.get(10, TimeUnit.SECONDS);
            assertTrue(io.isDraining());
            assertEquals(0, io.engine().clientsCount());
        }
    }

    /** A container that stopped an application disconnected all its clients at the same moment. */
    @Test
    void applicationThatStopsSendsItsClientsAwayWithinTheTimeOfTheSetting() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat("PT30S")) {
            SocketIoServer io = SocketIo.server(tomcat.context().getServletContext());
            try (RawWebSocket first = new RawWebSocket(tomcat.port(), WEBSOCKET);
                    RawWebSocket second = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                first.receive();
                second.receive();
                CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(tomcat));
                while (!io.isDraining()) {
                    Thread.onSpinWait();
                }
                assertFalse(stopped.isDone());
                assertEquals(2, io.engine().clientsCount());
                // The application waits for the clients, and for nothing else.
                io.drain(Duration.ofMillis(200));
                assertEquals(CLOSE, first.receive().opcode());
                assertEquals(CLOSE, second.receive().opcode());
                stopped.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void stop(EmbeddedTomcat tomcat) {
        try {
            tomcat.context().stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void serverOfEngineIoAloneDrains() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> context.addServletContainerInitializer(
                        (found, servletContext) -> SocketIo.registerEngine(
                                servletContext,
                                SocketIoOptions.builder()
                                        .name("raw")
                                        .path("/engine.io")
                                        .build()),
                        Set.of()));
                RawWebSocket socket = new RawWebSocket(tomcat.port(), "/engine.io/?EIO=4&transport=websocket")) {
            EngineIo io = SocketIo.engine(tomcat.context().getServletContext(), "raw");
            socket.receive();
            assertFalse(io.isDraining());
            CompletableFuture<Void> drained = io.drain(Duration.ZERO).toCompletableFuture();
            assertEquals(CLOSE, socket.receive().opcode());
            drained.get(10, TimeUnit.SECONDS);
            assertTrue(io.isDraining());
            try (RawWebSocket late = new RawWebSocket(tomcat.port(), "/engine.io/?EIO=4&transport=websocket")) {
                assertEquals(503, late.handshake.status());
            }
        }
    }
}
