package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.springboot.SocketIoOptionsCustomizer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SettingsIT {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Customizing {
        @Bean
        SocketIoOptionsCustomizer customizer() {
            return options -> options.initialPacket("welcome");
        }
    }

    private static SocketIoOptions options(RunningApplication application) {
        return application.bean(SocketIoServer.class).options();
    }

    @Test
    void propertiesSetTheOptions() throws Exception {
        try (RunningApplication application = RunningApplication.start(
                Nothing.class,
                "--socketio.path=/live",
                "--socketio.transports=polling",
                "--socketio.ping-interval=7s",
                "--socketio.pingTimeout=1500",
                "--socketio.ack-timeout=PT9S",
                "--socketio.max-pending-events=12",
                "--socketio.cookie=io",
                "--socketio.cors-origin=https://a.example,https://b.example",
                "--socketio.cors-credentials=true",
                "--socketio.namespace./chat.ack-timeout=5s",
                "--socketio.namespace.[/tenant/{id}].max-pending-acks=70")) {
            String open = application.poll("/live").body();
            assertTrue(open.contains("\"upgrades\":[],\"pingInterval\":7000,\"pingTimeout\":1500"), open);
            SocketIoOptions options = options(application);
            assertEquals(Set.of(Transport.POLLING), options.transports());
            assertEquals(12, options.maxPendingEvents());
            assertEquals(Duration.ofSeconds(9), options.namespace("/other").ackTimeout());
            assertEquals(Duration.ofSeconds(5), options.namespace("/chat").ackTimeout());
            assertEquals(70, options.namespace("/tenant/5").maxPendingAcks());
            assertTrue(options.cookie() != null
                    && options.cors() != null
                    && options.cors().credentials());
        }
    }

    @Test
    void customizersComeAfterTheProperties() throws Exception {
        try (RunningApplication application =
                RunningApplication.start(Customizing.class, "--socketio.initial-packet=hello")) {
            assertEquals("welcome", options(application).initialPacket());
        }
    }

    @Test
    void unknownPropertyStopsTheApplicationAndIsNamed() {
        Exception refused = assertThrows(
                Exception.class, () -> RunningApplication.start(Nothing.class, "--socketio.ping-intervall=7s"));
        StringBuilder messages = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            messages.append(each).append('\n');
        }
        assertTrue(messages.toString().contains("socketio.ping-intervall"), messages.toString());
    }

    @Test
    void switchedOffMeansNothingIsThere() throws Exception {
        try (RunningApplication application = RunningApplication.start(Nothing.class, "--socketio.enabled=false")) {
            assertEquals(404, application.poll("/socket.io").statusCode());
            assertEquals(0, application.context.getBeanNamesForType(SocketIoServer.class).length);
        }
    }

    @Test
    void serverIsUnderTheContextPathOfTheApplication() throws Exception {
        try (RunningApplication application =
                RunningApplication.start(Nothing.class, "--server.servlet.context-path=/app")) {
            assertEquals(200, application.poll("/app/socket.io").statusCode());
            assertTrue(application.openWebSocket("/app/socket.io").startsWith("0{"));
        }
    }

    /** An initializer that needs the server is created before there is a servlet context. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Early {
        @Bean
        ServletContextInitializer early(SocketIoServer io) {
            return context -> context.setAttribute("early", io);
        }
    }

    @Test
    void beansThatAreCreatedBeforeTheServletContextGetTheServer() throws Exception {
        try (RunningApplication application = RunningApplication.start(Early.class)) {
            var context = application.bean(jakarta.servlet.ServletContext.class);
            assertSame(application.bean(SocketIoServer.class), context.getAttribute("early"));
            assertEquals(200, application.poll("/socket.io").statusCode());
        }
    }
}
