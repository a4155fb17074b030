package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.web.container.WebSocketStart;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;

/** Registration in a container that runs no initializer of a library, as Spring Boot and others embed it. */
class EmbeddedRegistrationTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static ServletContainerInitializer registering(SocketIoOptions options) {
        return (found, context) -> SocketIo.register(context, options);
    }

    private static void register(Context context) {
        context.addServletContainerInitializer(registering(SocketIoOptions.defaults()), Set.of());
    }

    private static void assertServes(EmbeddedTomcat tomcat) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port());
                RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
            String open = http.get(POLLING).text();
            assertTrue(open.contains("\"upgrades\":[\"websocket\"]"), open);
            assertEquals(101, socket.handshake.status(), () -> socket.handshake.text());
            assertTrue(socket.receive().text().startsWith("0{"));
            socket.text("40");
            assertTrue(socket.receive().text().startsWith("40{\"sid\":\""));
        }
    }

    /** In the field: polling worked, and every upgrade was answered 400, because only the library's own initializer added its listener. */
    @Test
    void webSocketWorksWithoutTheInitializerOfTheLibrary() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(EmbeddedRegistrationTest::register)) {
            assertServes(tomcat);
        }
    }

    @Test
    void webSocketServerThatNobodyHasStartedIsStartedAndStopped() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(EmbeddedRegistrationTest::register)) {
            assertServes(tomcat);
            ServletContext context = tomcat.context().getServletContext();
            assertTrue(context.getAttribute(WebSocketStart.ATTRIBUTE) instanceof ServerContainer);
            tomcat.context().stop();
            assertEquals(List.of(), Deployments.in(context).all());
        }
    }

    @Test
    void webSocketServerThatTheContainerStartsLaterIsUsed() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(context -> {
            register(context);
            context.addServletContainerInitializer(new WsSci(), Set.of());
        })) {
            assertServes(tomcat);
        }
    }

    @Test
    void webSocketServerIsLeftAloneWithoutTheTransport() throws Exception {
        SocketIoOptions polling =
                SocketIoOptions.builder().transports(Set.of(Transport.POLLING)).build();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(
                context -> context.addServletContainerInitializer(registering(polling), Set.of()))) {
            assertNull(tomcat.context().getServletContext().getAttribute(WebSocketStart.ATTRIBUTE));
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                assertEquals(400, socket.handshake.status());
                assertEquals("Transport unknown", socket.handshake.text());
            }
        }
    }

    /** Registers from a listener as web.xml would declare it. */
    public static final class RegisteringListener implements ServletContextListener {
        static final AtomicReference<SocketIoServer> SERVER = new AtomicReference<>();

        @Override
        public void contextInitialized(ServletContextEvent event) {
            SERVER.set(SocketIo.register(event.getServletContext(), SocketIoOptions.defaults()));
        }
    }

    @Test
    void declaredListenerRegistersWithoutTheInitializerAndTheServerEndsWithTheApplication() throws Exception {
        BlockingQueue<DisconnectReason> ends = new LinkedBlockingQueue<>();
        Consumer<Context> setup = context -> context.addApplicationListener(RegisteringListener.class.getName());
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(setup)) {
            SocketIoServer server = RegisteringListener.SERVER.get();
            assertSame(server, SocketIo.server(tomcat.context().getServletContext()));
            server.onConnection(socket -> socket.onDisconnect(ends::add));
            try (RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET)) {
                assertTrue(socket.receive().text().startsWith("0{"));
                socket.text("40");
                assertTrue(socket.receive().text().startsWith("40{\"sid\":\""));
                tomcat.context().stop();
                assertEquals(DisconnectReason.SERVER_SHUTTING_DOWN, ends.poll(10, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void serverThatOutlivesItsApplicationCanBeRegisteredAgain() throws Exception {
        try (SocketIoRegistration registration =
                SocketIoRegistration.builder(SocketIoOptions.defaults()).build()) {
            SocketIoServer server = registration.server();
            for (int i = 0; i < 2; i++) {
                try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(context -> context.addServletContainerInitializer(
                        (found, servletContext) -> registration.register(servletContext), Set.of()))) {
                    assertServes(tomcat);
                    assertSame(server, SocketIo.server(tomcat.context().getServletContext()));
                }
            }
        }
    }

    @Test
    void applicationWithoutAnyWebSocketJarStaysOnPollingAndTheLogSaysSoOnce() throws Exception {
        String output = runWithoutWebSocket();
        assertTrue(output.contains("polling: 200 0{"), output);
        assertTrue(output.contains("\"upgrades\":[]"), output);
        assertTrue(output.contains("websocket: 400 Transport unknown"), output);
        List<String> warnings =
                output.lines().filter(line -> line.contains("SIO-0303")).toList();
        assertEquals(1, warnings.size(), output);
        assertTrue(warnings.get(0).contains("tomcat-embed-websocket is not on the class path; add it"), output);
        assertFalse(output.contains("NoClassDefFoundError"), output);
    }

    @Test
    void applicationWithoutAnyWebSocketJarThatOffersOnlyWebSocketDoesNotStart() throws Exception {
        String output = runWithoutWebSocket("websocket");
        assertTrue(output.contains("the only transport is websocket (socketio.transports)"), output);
        assertTrue(output.contains("tomcat-embed-websocket is not on the class path; add it"), output);
    }

    /** Runs {@link WithoutWebSocket} in a JVM whose class path holds neither the API of WebSocket nor an implementation. */
    private static String runWithoutWebSocket(String... arguments) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().contains("websocket"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = new File(System.getProperty("java.home"), "bin/java").getPath();
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, WithoutWebSocket.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
