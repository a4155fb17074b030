package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.springboot.it.app.ChatApplication;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.SpringServletContainerInitializer;

/** The application in a container of somebody else, which calls the initializers of all libraries, in whatever order. */
class WarIT {

    /** As a WAR needs it. */
    public static class Initializer extends SpringBootServletInitializer {
        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
            return application
                    .sources(ChatApplication.class)
                    .properties("spring.main.banner-mode=off", "logging.level.root=warn", "socketio.ping-interval=7s");
        }
    }

    private static void assertServes(boolean libraryFirst) throws Exception {
        Tomcat tomcat = new Tomcat();
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("build.folder"), "tomcat")), "tomcat");
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("/war", base.toString());
        context.addServletContainerInitializer(new WsSci(), Set.of());
        if (libraryFirst) {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
        }
        context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(Initializer.class));
        if (!libraryFirst) {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
        }
        tomcat.start();
        try {
            URI uri = URI.create(
                    "http://127.0.0.1:" + connector.getLocalPort() + "/war/socket.io/?EIO=4&transport=polling");
            HttpResponse<String> open = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, open.statusCode());
            assertTrue(open.body().contains("\"upgrades\":[\"websocket\"],\"pingInterval\":7000"), open.body());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("socketio-"))
                        .toList());
    }

    @Test
    void propertiesOfSpringConfigureTheServerWhenTheInitializerOfTheLibraryComesFirst() throws Exception {
        assertServes(true);
    }

    @Test
    void propertiesOfSpringConfigureTheServerWhenTheInitializerOfTheLibraryComesLast() throws Exception {
        assertServes(false);
    }
}
