package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.springboot.SocketIoAutoConfiguration;
import io.socketio.jakarta.web.SocketIo;
import io.socketio.jakarta.web.SocketIoRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The library without its autoconfiguration. */
class RegistrationIT {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = SocketIoAutoConfiguration.class)
    static class Registering {
        @Bean
        ServletContextInitializer socketIo() {
            return context -> SocketIo.register(
                    context, SocketIoOptions.builder().path("/realtime").build());
        }
    }

    /** Takes away the bean with which Spring Boot starts the WebSocket server of its container. */
    @Configuration(proxyBeanMethods = false)
    static class WithoutWebSocketOfSpringBoot extends Registering {
        static final List<String> REMOVED = new ArrayList<>();

        @Bean
        static BeanFactoryPostProcessor withoutWebSocket() {
            return factory -> {
                for (String name : factory.getBeanDefinitionNames()) {
                    String lowerCase = name.toLowerCase(Locale.ROOT);
                    if (lowerCase.contains("websocket") && lowerCase.endsWith("customizer")) {
                        ((BeanDefinitionRegistry) factory).removeBeanDefinition(name);
                        REMOVED.add(name);
                    }
                }
            };
        }
    }

    /** Has a server besides that of the autoconfiguration. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithAdmin {
        @Bean
        SocketIoRegistration admin() {
            return SocketIoRegistration.builder(SocketIoOptions.builder()
                            .name("admin")
                            .path("/admin/socket.io")
                            .build())
                    .build();
        }
    }

    private static void assertServesBothTransports(Class<?> source) throws Exception {
        try (RunningApplication application = RunningApplication.start(source)) {
            var open = application.poll("/realtime");
            assertEquals(200, open.statusCode());
            assertTrue(open.body().contains("\"upgrades\":[\"websocket\"]"), open.body());
            assertTrue(application.openWebSocket("/realtime").startsWith("0{"));
        }
    }

    /** In the field: polling worked, and every upgrade was answered 400 "WebSocket is not available". */
    @Test
    void explicitlyRegisteredServerServesBothTransports() throws Exception {
        assertServesBothTransports(Registering.class);
    }

    @Test
    void furtherRegistrationsAreServersBesideTheFirst() throws Exception {
        try (RunningApplication application = RunningApplication.start(WithAdmin.class)) {
            for (String path : List.of("/socket.io", "/admin/socket.io")) {
                assertEquals(200, application.poll(path).statusCode(), path);
                assertTrue(application.openWebSocket(path).startsWith("0{"), path);
            }
        }
    }

    @Test
    void webSocketServerThatSpringBootDoesNotStartIsStarted() throws Exception {
        WithoutWebSocketOfSpringBoot.REMOVED.clear();
        assertServesBothTransports(WithoutWebSocketOfSpringBoot.class);
        assertFalse(WithoutWebSocketOfSpringBoot.REMOVED.isEmpty(), "Spring Boot has the bean under another name");
    }
}
