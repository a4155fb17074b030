package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    void systemPropertiesStandInForParameters() {
        Map<String, String> properties = Map.of("socketio.max-payload-bytes", "5", "socketio.virtual-threads", "true");
        WebSettings settings = WebSettings.read(properties::get, Set.of());
        assertEquals(5, settings.options().maxPayloadBytes());
        assertTrue(settings.virtualThreads());
    }

    @Test
    void wrongParametersAreNamed() {
        IllegalArgumentException unknown = assertThrows(
                IllegalArgumentException.class,
                () -> WebSettings.read(name -> null, Set.of("socketio.ping-intervall", "other.thing")));
        assertTrue(unknown.getMessage().contains("'socketio.ping-intervall'"), unknown.getMessage());
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> WebSettings.read(Map.of("socketio.ping-interval", "often")::get, Set.of()));
        assertTrue(wrong.getMessage().startsWith("socketio.ping-interval='often': "), wrong.getMessage());
    }

    @Test
    void namespaceSettingsAreReadFromParametersAndSystemProperties() throws Exception {
        System.setProperty("socketio.namespace./some.max-pending-events", "6");
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.namespace./chat.v2.ack-timeout", "PT5S");
            context.addParameter("socketio.namespace./tenant/{id}.max-pending-chars", "70");
            context.addParameter("socketio.ack-timeout", "9000");
        })) {
            SocketIoOptions options =
                    SocketIo.server(tomcat.context().getServletContext()).options();
            assertEquals(Duration.ofSeconds(5), options.namespace("/chat.v2").ackTimeout());
            assertEquals(Duration.ofSeconds(9), options.namespace("/chat").ackTimeout());
            assertEquals(6, options.namespace("/some").maxPendingEvents());
            assertEquals(70, options.namespace("/tenant/5").maxPendingChars());
        } finally {
            System.clearProperty("socketio.namespace./some.max-pending-events");
        }
    }

    @Test
    void wrongNamespaceSettingsAreNamed() {
        for (String name : List.of(
                "socketio.namespace./chat.ping-interval",
                "socketio.namespace.chat.ack-timeout",
                "socketio.namespace.ack-timeout",
                "socketio.namespace./chat")) {
            IllegalArgumentException unknown = assertThrows(
                    IllegalArgumentException.class, () -> WebSettings.read(Map.of(name, "1")::get, Set.of(name)));
            assertTrue(unknown.getMessage().startsWith("unknown parameter '" + name + "'"), unknown.getMessage());
        }
        String name = "socketio.namespace./chat.max-pending-acks";
        for (String value : List.of("0", "many")) {
            IllegalArgumentException wrong = assertThrows(
                    IllegalArgumentException.class, () -> WebSettings.read(Map.of(name, value)::get, Set.of(name)));
            assertTrue(wrong.getMessage().startsWith(name + "='" + value + "': "), wrong.getMessage());
        }
    }

    @Test
    void durationsAreMillisecondsOrIso() {
        Map<String, String> values = Map.of("socketio.ping-interval", "250", "socketio.ping-timeout", "PT1M");
        SocketIoOptions options = WebSettings.read(values::get, Set.of()).options();
        assertEquals(Duration.ofMillis(250), options.pingInterval());
        assertEquals(Duration.ofMinutes(1), options.pingTimeout());
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
        Logger logger = Logger.getLogger(SocketIoServlet.class.getName());
        StringBuilder logged = new StringBuilder();
        java.util.logging.Handler handler = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord record) {
                logged.append(record.getLevel()).append(' ');
                logged.append(new java.util.logging.SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (EmbeddedTomcat tomcat = deployed(context -> {
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
                assertEquals(503, get(tomcat, "/socket.io/" + HANDSHAKE).status());
            }
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
                assertEquals(101, socket.handshake.status());
            }
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        String text = logged.toString();
        assertTrue(text.startsWith(Level.SEVERE + " SIO-0306"), text);
        assertTrue(text.contains("plain (" + PlainFilter.class.getName() + ")"), text);
        assertEquals(text.indexOf("SIO-0306"), text.lastIndexOf("SIO-0306"));
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
