package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    /** Uses the initializer as the container does for the deployed jar. */
    private static EmbeddedTomcat deployed(Consumer<Context> setup) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            setup.accept(context);
        });
    }

    private static RawHttp.Response get(EmbeddedTomcat tomcat, String target) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            return http.get(target);
        }
    }

    private static final String HANDSHAKE = "?EIO=4&transport=polling";

    /** An application's listener, as web.xml would declare it. */
    public static final class RegisteringListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.register(
                    event.getServletContext(),
                    SocketIoOptions.builder().path("/mine").build());
        }
    }

    /** An application's listener that uses the server. */
    public static final class UsingListener implements ServletContextListener {
        static final AtomicReference<SocketIoServer> FOUND = new AtomicReference<>();

        @Override
        public void contextInitialized(ServletContextEvent event) {
            FOUND.set(SocketIo.server(event.getServletContext()));
        }
    }

    /** Supports no asynchronous processing, because its declaration does not say so. */
    public static final class PlainFilter implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws java.io.IOException, jakarta.servlet.ServletException {
            chain.doFilter(request, response);
        }
    }

    @Test
    void serverRegistersItself() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {})) {
            assertEquals(200, get(tomcat, "/socket.io/" + HANDSHAKE).status());
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
                assertTrue(socket.receive().text().startsWith("0{"));
                socket.text("40");
                assertTrue(socket.receive().text().startsWith("40{\"sid\":\""));
            }
        }
    }

    @Test
    void applicationListenersFindTheServer() throws Exception {
        UsingListener.FOUND.set(null);
        try (EmbeddedTomcat tomcat =
                deployed(context -> context.addApplicationListener(UsingListener.class.getName()))) {
            assertEquals(
                    UsingListener.FOUND.get(), SocketIo.server(tomcat.context().getServletContext()));
        }
    }

    @Test
    void contextParametersAreRead() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.path", "/live");
            context.addParameter("socketio.ping-interval", "PT7S");
            context.addParameter("socketio.ping-timeout", "1500");
            context.addParameter("socketio.transports", "polling");
        })) {
            String open = get(tomcat, "/live/" + HANDSHAKE).text();
            assertTrue(open.contains("\"upgrades\":[],\"pingInterval\":7000,\"pingTimeout\":1500"), open);
            assertEquals(404, get(tomcat, "/socket.io/" + HANDSHAKE).status());
        }
    }

    @Test
    void namespaceSettingsAreReadFromParametersAndSystemProperties() throws Exception {
        System.setProperty("socketio.namespace./some.max-pending-events", "6");
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.namespace./chat.v2.ack-timeout", "PT5S");
            context.addParameter("socketio.namespace./tenant/{id}.max-pending-acks", "70");
            context.addParameter("socketio.ack-timeout", "9000");
        })) {
            SocketIoOptions options =
                    SocketIo.server(tomcat.context().getServletContext()).options();
            assertEquals(Duration.ofSeconds(5), options.namespace("/chat.v2").ackTimeout());
            assertEquals(Duration.ofSeconds(9), options.namespace("/chat").ackTimeout());
            assertEquals(6, options.namespace("/some").maxPendingEvents());
            assertEquals(70, options.namespace("/tenant/5").maxPendingAcks());
        } finally {
            System.clearProperty("socketio.namespace./some.max-pending-events");
        }
    }

    @Test
    void wrongSettingsStopTheDeployment() throws Exception {
        try (CapturedLog log = CapturedLog.ofTomcat();
                EmbeddedTomcat tomcat = deployed(context -> {
                    context.addParameter("socketio.pingInterval", "5");
                    context.addParameter("socketio.threads", "0");
                })) {
            assertFalse(tomcat.context().getState().isAvailable());
            String refusal = log.await("Socket.IO settings: ");
            assertTrue(
                    refusal.contains("unknown setting 'socketio.pingInterval' (context parameter);"
                            + " did you mean 'socketio.ping-interval'?\n"
                            + "socketio.threads='0' (context parameter): expected a positive number"),
                    refusal);
        }
    }

    @Test
    void unknownSystemPropertiesAreToldAndIgnored() throws Exception {
        System.setProperty("socketio.pingInterval", "5");
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {})) {
            assertEquals(200, get(tomcat, "/socket.io/" + HANDSHAKE).status());
            assertEquals(
                    List.of(
                            "WARNING server: SIO-0307 unknown setting 'socketio.pingInterval' (system property); did you mean"
                                    + " 'socketio.ping-interval'? It is ignored, because it may be meant for others"),
                    log.with("SIO-0307"));
        } finally {
            System.clearProperty("socketio.pingInterval");
        }
    }

    @Test
    void switchedOffMeansNothingIsThere() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter("socketio.enabled", "false"))) {
            assertEquals(404, get(tomcat, "/socket.io/" + HANDSHAKE).status());
            assertThrows(
                    IllegalStateException.class,
                    () -> SocketIo.server(tomcat.context().getServletContext()));
        }
    }

    @Test
    void applicationRegistersTheServerItself() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.enabled", "false");
            context.addApplicationListener(RegisteringListener.class.getName());
        })) {
            assertEquals(200, get(tomcat, "/mine/" + HANDSHAKE).status());
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/mine/?EIO=4&transport=websocket")) {
                assertTrue(socket.receive().text().startsWith("0{"));
            }
        }
    }

    @Test
    void secondRegistrationIsRefused() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {})) {
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class,
                    () -> SocketIo.register(tomcat.context().getServletContext(), SocketIoOptions.defaults()));
            assertTrue(refused.getMessage().contains("socketio.enabled=false"));
        }
    }

    @Test
    void servletDeclaredByTheApplicationIsUsed() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            Wrapper servlet = context.createWrapper();
            servlet.setName("socketio");
            servlet.setServletClass(SocketIoServlet.class.getName());
            servlet.setAsyncSupported(true);
            context.addChild(servlet);
            context.addServletMappingDecoded("/declared/*", "socketio");
        })) {
            assertEquals(200, get(tomcat, "/declared/" + HANDSHAKE).status());
            assertEquals(404, get(tomcat, "/socket.io/" + HANDSHAKE).status());
        }
    }

    @Test
    void filterWithoutAsyncSupportIsAnswered503() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {
                    FilterDef filter = new FilterDef();
                    filter.setFilterName("plain");
                    filter.setFilterClass(PlainFilter.class.getName());
                    filter.setAsyncSupported("false");
                    context.addFilterDef(filter);
                    FilterMap map = new FilterMap();
                    map.setFilterName("plain");
                    map.addURLPattern("/*");
                    context.addFilterMap(map);
                })) {
            for (int i = 0; i < 3; i++) {
                RawHttp.Response refused = get(tomcat, "/socket.io/" + HANDSHAKE);
                assertEquals(503, refused.status());
                assertTrue(refused.text().contains("asynchronous processing"), refused.text());
            }
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
                assertEquals(101, socket.handshake.status());
            }
            List<String> told = log.with("SIO-0306");
            assertEquals(1, told.size(), told::toString);
            String text = told.get(0);
            assertTrue(text.startsWith("WARNING server: SIO-0306 long-polling is refused with 503"), text);
            assertTrue(text.contains("<async-supported>true</async-supported>"), text);
            assertTrue(text.contains("plain (" + PlainFilter.class.getName() + ")"), text);
        }
    }

    /** Whoever had configured a client without the slash saw connection errors, and nothing on the server. */
    @Test
    void requestsWithoutTheSlashAreToldWhenTheyComeAgain() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {})) {
            for (int i = 0; i < 4; i++) {
                assertEquals(404, get(tomcat, "/socket.io" + HANDSHAKE).status());
            }
            assertEquals(List.of(), log.with("SIO-0308"));
            for (int i = 0; i < 4; i++) {
                assertEquals(404, get(tomcat, "/socket.io" + HANDSHAKE).status());
            }
            assertEquals(
                    List.of(
                            "WARNING server: SIO-0308 5 requests within a minute, the last for \"/socket.io\": answered 404, because"
                                    + " the slash at the end is missing: clients must ask for /socket.io/ (or set"
                                    + " socketio.add-trailing-slash=false)"),
                    log.with("SIO-0308"));
        }
    }

    @Test
    void requestsForFilesThatAreNotThereAreToldWhenTheyComeAgain() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {})) {
            for (int i = 0; i < 6; i++) {
                assertEquals(400, get(tomcat, "/socket.io/socket.io.mni.js").status());
                assertEquals(200, get(tomcat, "/socket.io/" + HANDSHAKE).status());
                assertEquals(200, get(tomcat, "/socket.io/socket.io.min.js").status());
            }
            assertEquals(
                    List.of(
                            "WARNING server: SIO-0309 5 requests within a minute, the last for \"/socket.io/socket.io.mni.js\": no file"
                                    + " of the client: the client is /socket.io/socket.io.js, and clients connect to /socket.io/"),
                    log.with("SIO-0309"));
        }
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> context.addParameter("socketio.serve-client", "false"))) {
            for (int i = 0; i < 5; i++) {
                assertEquals(400, get(tomcat, "/socket.io/socket.io.js").status());
            }
            assertTrue(log.await("SIO-0309").endsWith("not served: socketio.serve-client=false is set"));
        }
    }

    /** The number of acknowledgements comes from the tests' own microprofile-config.properties. */
    @Test
    void startIsToldOnceWithAddressCarrierExecutorAndLimits() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {
                    context.addParameter("socketio.path", "/live");
                    context.addParameter("socketio.max-payload-bytes", "5000");
                    context.addParameter("socketio.threads", "7");
                    context.addParameter("socketio.memory-budget-bytes", "100000000");
                    context.addParameter("socketio.virtual-threads", "false");
                    context.addParameter("socketio.ping-interval", "2500");
                    context.addParameter("socketio.cors-origin", "https://app.example.com");
                })) {
            get(tomcat, "/live/" + HANDSHAKE);
            assertEquals(List.of("""
                    INFO server: Socket.IO server at /live/
                      transports       polling, websocket, with upgrades
                      websocket        Jakarta WebSocket, org.apache.tomcat.websocket.server.WsServerContainer
                      executor         up to 7 threads (socketio.threads)
                      client           /live/socket.io.js
                      cors             pages of https://app.example.com
                      heartbeat        ping every 2500 ms, answer within 20 s
                      timeouts         connect 45 s, upgrade 10 s, acknowledgement 30 s, write 10 s
                      message          up to 5000 bytes, 10 attachments
                      client may have  1000 namespaces, 1048576 bytes waiting for it, 16777216 bytes waiting for handlers
                      memory budget    100000000 bytes for all that waits in the server
                      socket may have  16384 events waiting, 9999 acknowledgements owed"""), log.lines());
        }
    }

    @Test
    void startTellsOfVirtualThreadsAndOneTransport() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {
                    context.addParameter("socketio.virtual-threads", "true");
                    context.addParameter("socketio.transports", "websocket");
                    context.addParameter("socketio.serve-client", "false");
                    context.addParameter("socketio.allowed-origins", "*");
                })) {
            assertTrue(tomcat.port() > 0);
            String table = log.await("Socket.IO server at /socket.io/");
            assertTrue(table.contains("\n  transports       websocket\n"), table);
            String threads =
                    Runtime.version().feature() >= 21 ? "virtual threads" : "up to 64 threads (socketio.threads)";
            assertTrue(table.contains("\n  executor         " + threads + "\n"), table);
            assertTrue(
                    table.contains("\n  origins          not checked: every web page may act as its visitor"), table);
            assertTrue(table.contains("\n  client           not served\n"), table);
            assertTrue(table.contains("\n  cors             none: pages of the same origin only\n"), table);
        }
    }

    @Test
    void addTrailingSlashOffTakesBothForms() throws Exception {
        try (EmbeddedTomcat tomcat =
                deployed(context -> context.addParameter("socketio.add-trailing-slash", "false"))) {
            assertEquals(200, get(tomcat, "/socket.io" + HANDSHAKE).status());
            assertEquals(200, get(tomcat, "/socket.io/" + HANDSHAKE).status());
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io?EIO=4&transport=websocket")) {
                assertNotNull(socket.receive());
            }
        }
    }

    @Test
    void messageBuffersOfAnApplicationThatUsesNoOtherWebSocketAreSmall() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {})) {
            assertEquals(TomcatWebSocket.BUFFER_BYTES, webSockets(tomcat).getDefaultMaxTextMessageBufferSize());
        }
    }

    @Test
    void messageBuffersStayAsTheyAreOnRequestOrBesideOtherEndpoints() throws Exception {
        int usual = 8192;
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter("socketio.small-buffers", "false"))) {
            assertEquals(usual, webSockets(tomcat).getDefaultMaxTextMessageBufferSize());
        }
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> context.addServletContainerInitializer(
                new SocketIoInitializer(), Set.of(Endpoint.class, OtherEndpoint.class)))) {
            assertEquals(usual, webSockets(tomcat).getDefaultMaxTextMessageBufferSize());
        }
    }

    private static ServerContainer webSockets(EmbeddedTomcat tomcat) {
        return (ServerContainer) tomcat.context().getServletContext().getAttribute(ServerContainer.class.getName());
    }

    /** An endpoint of the application itself. */
    public static final class OtherEndpoint extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }

    @Test
    void handlersRunOnVirtualThreadsOnRequestWhereTheJdkHasThem() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter("socketio.virtual-threads", "true"))) {
            SocketIo.server(tomcat.context().getServletContext())
                    .onConnection(socket -> threads.add(Thread.currentThread().toString()));
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
                assertTrue(socket.receive().text().startsWith("0{"));
                socket.text("40");
                String thread = threads.poll(10, TimeUnit.SECONDS);
                boolean virtual = Runtime.version().feature() >= 21;
                assertTrue(
                        thread != null && thread.startsWith(virtual ? "VirtualThread[" : "Thread[socketio-"), thread);
            }
        }
    }
}
