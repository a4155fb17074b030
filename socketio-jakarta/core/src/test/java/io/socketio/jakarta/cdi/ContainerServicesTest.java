package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.options.NamespaceOptions;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the library asks of what is around it: configuration and scopes of requests. */
class ContainerServicesTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/any")
    public static class Any {
        @OnEvent("any")
        void any() {}
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        // Configured for its own class loader, and found before the context parameter.
        tomcat = WeldTomcat.with(ContainerServicesTest::configure, Any.class);
    }

    private static void configure(Context context) {
        context.addParameter("socketio.max-pending-acks", "17");
        context.addParameter("socketio.max-attachments", "18");
        context.addParameter("socketio.namespace./any.max-pending-acks", "19");
        context.addParameter("socketio.namespace./any.ack-timeout", "20");
        FilterDef filter = new FilterDef();
        filter.setFilterName("scopes");
        filter.setAsyncSupported("true");
        filter.setFilter(ContainerServicesTest::note);
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("scopes");
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private static void note(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            LOG.add("active "
                    + CDI.current()
                            .getBeanManager()
                            .getContext(RequestScoped.class)
                            .isActive());
        } catch (ContextNotActiveException e) {
            LOG.add("not active");
        }
        chain.doFilter(request, response);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    private static void get(String path) throws Exception {
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(tomcat.uri(path)).build(), HttpResponse.BodyHandlers.discarding());
    }

    /** They had none, so they found those that other requests had left on the thread; see {@link ContextsOnTomcatTest}. */
    @Test
    void requestsOfSocketsHaveTheScopesOfEveryRequest() throws Exception {
        get("/other");
        assertEquals("active true", WeldTomcat.next(LOG));
        get("/socket.iox");
        assertEquals("active true", WeldTomcat.next(LOG));
        get("/socket.io/?EIO=4&transport=polling");
        assertEquals("active true", WeldTomcat.next(LOG));
    }

    @Test
    void microProfileConfigIsAskedBeforeContextParameters() {
        assertEquals(9_999, tomcat.server().options().maxPendingAcks());
        assertEquals(18, tomcat.server().options().maxAttachments());
        NamespaceOptions any = tomcat.server().options().namespace("/any");
        assertEquals(77, any.maxPendingEvents());
        assertEquals(78, any.maxPendingAcks());
        assertEquals(Duration.ofMillis(20), any.ackTimeout());
    }

    /** They were passed over in silence: whoever came from another server had set a port. */
    @Test
    void unknownSettingsInMicroProfileConfigStopTheDeployment() throws Exception {
        System.setProperty("socketio.of-somebody-else", "1");
        String settings = "socketio.port=9092\nsocketio.pingTimeout=PT1S\nsocketio.path=live";
        try (CapturedLog log = CapturedLog.ofTomcat();
                WeldTomcat refused = WeldTomcat.with(context -> configureByFile(context, settings), Any.class)) {
            assertFalse(refused.isStarted());
            String refusal = log.await("Socket.IO settings: ");
            for (String expected : List.of(
                    "unknown setting 'socketio.port' (MicroProfile Config)\n",
                    "unknown setting 'socketio.pingTimeout' (MicroProfile Config); did you mean 'socketio.ping-timeout'?",
                    "socketio.path='live' (MicroProfile Config): path must begin with '/'")) {
                assertTrue(refusal.contains(expected), refusal);
            }
            assertFalse(refusal.contains("'socketio.of-somebody-else'"), refusal);
        } finally {
            System.clearProperty("socketio.of-somebody-else");
        }
    }

    private static void configureByFile(Context context, String settings) {
        Path file = Path.of(context.getDocBase(), "WEB-INF/classes/META-INF/microprofile-config.properties");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
