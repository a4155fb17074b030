package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import io.socketio.jakarta.web.upgrade.UpgradeCarrier;
import io.socketio.jakarta.web.websocket.ServletWebSocketExchange;
import io.socketio.jakarta.web.websocket.WebSocketCarrier;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second carrier takes the place of the Jakarta endpoint, on a Tomcat that has no WebSocket server at all. */
class WebSocketCarrierTest {

    private static final String TARGET = "/socket.io/?EIO=4&transport=websocket";

    private final EchoHooks hooks = new EchoHooks();
    private final EngineServer engine = hooks.backend(
                    SocketIoOptions.builder().maxPayloadBytes(500).build(),
                    ServerExecutors.shared(Runnable::run),
                    (task, delay) -> () -> {})
            .engine();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private EmbeddedTomcat tomcat;
    /** Whether the container has the servlet's upgrade. */
    private volatile boolean upgrades = true;

    @BeforeEach
    void start() throws Exception {
        tomcat = EmbeddedTomcat.bare(context -> {
            Tomcat.addServlet(context, "engine", new HttpServlet() {
                        private static final long serialVersionUID = 1L;
                        private transient WebSocketCarrier carrier;

                        @Override
                        public void init() {
                            carrier = carrier(context);
                        }

                        @Override
                        protected void service(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            HttpServletRequest seen = upgrades ? request : new WithoutUpgrade(request);
                            ServletWebSocketExchange exchange = new ServletWebSocketExchange(seen, Set.of(), carrier);
                            engine.onRequest(exchange);
                            exchange.endCall(seen, response);
                        }
                    })
                    .setAsyncSupported(true);
            context.addServletMappingDecoded("/socket.io/*", "engine");
        });
    }

    /** As on Jetty 12. */
    private static final class WithoutUpgrade extends HttpServletRequestWrapper {

        WithoutUpgrade(HttpServletRequest request) {
            super(request);
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws ServletException {
            throw new ServletException("Not implemented");
        }
    }

    private WebSocketCarrier carrier(Context context) {
        Scheduler scheduler = (task, delay) -> {
            Future<?> due = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> due.cancel(false);
        };
        return new UpgradeCarrier(
                ContainerUpgrade.in(context.getServletContext()), scheduler, Runnable::run, 1_000, false);
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
        tomcat.close();
        timer.shutdownNow();
    }

    private RawWebSocket open() throws Exception {
        RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET);
        assertEquals(101, socket.handshake.status());
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", socket.handshake.header("Sec-WebSocket-Accept"));
        assertTrue(socket.receive().text().startsWith("0{\"sid\":\""));
        return socket;
    }

    @Test
    void messagesComeBackAndTheHeadersOfTheApplicationArrive() throws Exception {
        hooks.headers = Map.of("X-Test", "yes");
        try (RawWebSocket socket = open()) {
            assertEquals("yes", socket.handshake.header("X-Test"));
            socket.text("4hello €");
            assertEquals("4hello €", socket.receive().text());
            socket.text("4" + "x".repeat(300));
            assertEquals(301, socket.receive().text().length());
            socket.binary(new byte[] {1, 2, 3});
            assertArrayEquals(new byte[] {1, 2, 3}, socket.receive().payload());
        }
        assertEquals("transport close", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void refusedHandshakeGetsItsHttpAnswer() throws Exception {
        hooks.allow = exchange -> CompletableFuture.completedFuture("no");
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
            assertEquals(400, socket.handshake.status());
            assertEquals("no", socket.handshake.text());
        }
    }

    @Test
    void decisionAfterTheCallOpensTheConnection() throws Exception {
        CompletableFuture<String> decision = new CompletableFuture<>();
        hooks.allow = exchange -> decision;
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
            assertEquals(101, socket.handshake.status());
            decision.complete(null);
            assertTrue(socket.receive().text().startsWith("0{\"sid\":\""));
            socket.text("4late");
            assertEquals("4late", socket.receive().text());
        }
    }

    /** Later failures may have to do with one client, which must not fill the log. */
    @Test
    void operatorIsToldOnceThatTheContainerDoesNotUpgrade() throws Exception {
        upgrades = false;
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            for (int i = 0; i < 2; i++) {
                try (RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
                    assertEquals(400, socket.handshake.status());
                }
            }
            List<String> warnings = log.takeWarnings();
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).startsWith("SIO-0175 "), warnings::toString);
            assertTrue(warnings.get(0).contains("Not implemented"), warnings::toString);
            assertTrue(warnings.get(0).endsWith("Set socketio.websocket=auto or endpoint"), warnings::toString);
        }
    }

    @Test
    void failureAfterAnUpgradeIsNoNewsForTheOperator() throws Exception {
        open().close();
        upgrades = false;
        try (CapturedLog log = CapturedLog.ofWarnings();
                RawWebSocket socket = new RawWebSocket(tomcat.port(), TARGET)) {
            assertEquals(400, socket.handshake.status());
            assertEquals(List.of(), log.takeWarnings());
        }
    }

    @Test
    void messageOverTheLimitClosesTheConnection() throws Exception {
        try (RawWebSocket socket = open()) {
            socket.text("4" + "x".repeat(600));
            assertEquals(8, socket.receive().opcode());
        }
        assertEquals("transport error", hooks.closeReasons.poll(5, TimeUnit.SECONDS));
    }
}
