package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AccountServlet;
import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** More than one server in an application, and a server at its root. */
class SeveralServersTest {

    private static final String HANDSHAKE = "?EIO=4&transport=polling";
    private static final String WEBSOCKET = "?EIO=4&transport=websocket";
    private static final String ADMIN_PATH = "socketio.server.admin.path";

    /** Uses the initializer as the container does for the deployed jar. */
    private static EmbeddedTomcat deployed(Consumer<Context> setup, Class<?>... found) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(
                    (none, servletContext) -> new SocketIoInitializer().onStartup(Set.of(found), servletContext),
                    Set.of());
            setup.accept(context);
        });
    }

    private static RawHttp.Response get(EmbeddedTomcat tomcat, String target, String... headers) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            return http.get(target, headers);
        }
    }

    private static void assertServes(EmbeddedTomcat tomcat, String path) throws Exception {
        assertEquals(200, get(tomcat, path + HANDSHAKE).status());
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), path + WEBSOCKET)) {
            assertTrue(socket.receive().text().startsWith("0{"));
            socket.text("40");
            assertTrue(socket.receive().text().startsWith("40{\"sid\":\""));
        }
    }

    /** Two definitions, one of them of the default server. */
    @ServerDefinition(settings = "ping-interval=PT3S")
    @ServerDefinition(name = "admin", path = "/admin/socket.io", settings = "ping-interval = PT7S")
    static final class Definitions {}

    /** An application's listener, as web.xml would declare it. */
    public static final class RegisteringListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            SocketIo.register(context, SocketIoOptions.builder().path("/one").build());
            SocketIo.register(
                    context, SocketIoOptions.builder().name("two").path("/two").build());
        }
    }

    @Test
    void settingsWithANameMakeAServerOfItsOwn() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {
                    context.addParameter(ADMIN_PATH, "/admin/socket.io");
                    context.addParameter("socketio.server.admin.ping-interval", "PT7S");
                    context.addParameter("socketio.server.admin.namespace./chat.ack-timeout", "PT5S");
                })) {
            ServletContext context = tomcat.context().getServletContext();
            SocketIoServer admin = SocketIo.server(context, "admin");
            assertNotSame(SocketIo.server(context), admin);
            assertEquals(Duration.ofSeconds(7), admin.options().pingInterval());
            assertEquals(
                    Duration.ofSeconds(5), admin.options().namespace("/chat").ackTimeout());
            assertEquals(
                    Duration.ofSeconds(25), SocketIo.server(context).options().pingInterval());
            assertServes(tomcat, "/socket.io/");
            assertServes(tomcat, "/admin/socket.io/");
            assertTrue(log.lines().stream().noneMatch(line -> line.startsWith("WARNING")), log.lines()::toString);
        }
    }

    /** A name of a namespace means another namespace on each server, and the id of a connection is worth nothing on the other server. */
    @Test
    void serversShareNothing() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter(ADMIN_PATH, "/admin/socket.io"))) {
            ServletContext context = tomcat.context().getServletContext();
            BlockingQueue<String> joined = new LinkedBlockingQueue<>();
            SocketIo.server(context).of("/chat").onConnection(socket -> joined.add("default"));
            SocketIo.server(context, "admin").of("/chat").onConnection(socket -> joined.add("admin"));
            try (RawWebSocket one = new RawWebSocket(tomcat.port(), "/socket.io/" + WEBSOCKET);
                    RawWebSocket other = new RawWebSocket(tomcat.port(), "/admin/socket.io/" + WEBSOCKET)) {
                one.receive();
                String open = other.receive().text();
                other.text("40/chat,");
                assertTrue(other.receive().text().startsWith("40/chat,"));
                assertEquals("admin", joined.poll(10, TimeUnit.SECONDS));
                one.text("40/chat,");
                assertTrue(one.receive().text().startsWith("40/chat,"));
                assertEquals("default", joined.poll(10, TimeUnit.SECONDS));
                SocketIo.server(context).of("/chat").emit("here");
                SocketIo.server(context, "admin").of("/chat").emit("there");
                assertEquals("42/chat,[\"here\"]", one.receive().text());
                assertEquals("42/chat,[\"there\"]", other.receive().text());
                String sid = open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
                assertEquals(
                        400,
                        get(tomcat, "/socket.io/" + HANDSHAKE + "&sid=" + sid).status());
                assertEquals(1, SocketIo.server(context, "admin").engine().clientsCount());
            }
        }
    }

    @Test
    void classesDefineServersUnlessSettingsSayOtherwise() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(
                context -> context.addParameter("socketio.server.admin.ping-timeout", "PT9S"), Definitions.class)) {
            ServletContext context = tomcat.context().getServletContext();
            assertEquals(
                    Duration.ofSeconds(3), SocketIo.server(context).options().pingInterval());
            SocketIoOptions admin = SocketIo.server(context, "admin").options();
            assertEquals(Duration.ofSeconds(7), admin.pingInterval());
            assertEquals(Duration.ofSeconds(9), admin.pingTimeout());
            assertServes(tomcat, "/admin/socket.io/");
        }
    }

    @Test
    void applicationRegistersSeveralServers() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.enabled", "false");
            context.addApplicationListener(RegisteringListener.class.getName());
        })) {
            assertServes(tomcat, "/one/");
            assertServes(tomcat, "/two/");
        }
    }

    /** As whoever embeds a container does: nobody has started its WebSocket server. */
    @Test
    void severalServersAreRegisteredWithAnEmbeddedContainer() throws Exception {
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.bare(context -> context.addServletContainerInitializer(
                (found, servletContext) -> {
                    SocketIo.register(servletContext, SocketIoOptions.defaults());
                    SocketIo.register(
                            servletContext,
                            SocketIoOptions.builder()
                                    .name("admin")
                                    .path("/admin")
                                    .build());
                },
                Set.of()))) {
            assertServes(tomcat, "/socket.io/");
            assertServes(tomcat, "/admin/");
        }
    }

    @Test
    void servletDeclaredForAServerIsUsed() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            Wrapper servlet = context.createWrapper();
            servlet.setName("administration");
            servlet.setServletClass(SocketIoServlet.class.getName());
            servlet.addInitParameter("socketio.server", "admin");
            servlet.setAsyncSupported(true);
            context.addChild(servlet);
            context.addServletMappingDecoded("/declared/*", "administration");
        })) {
            assertServes(tomcat, "/declared/");
            assertServes(tomcat, "/socket.io/");
            assertEquals(
                    "/declared",
                    SocketIo.server(tomcat.context().getServletContext(), "admin")
                            .options()
                            .path());
        }
    }

    @Test
    void overlappingPathsAreRefusedAndBothServersNamed() throws Exception {
        try (CapturedLog log = CapturedLog.ofTomcat();
                EmbeddedTomcat tomcat = deployed(context -> context.addParameter(ADMIN_PATH, "/socket.io/admin"))) {
            assertFalse(tomcat.context().getState().isAvailable());
            String refusal = log.await("the paths of two Socket.IO servers overlap");
            assertTrue(
                    refusal.contains("the default server at /socket.io/ and the server 'admin' at /socket.io/admin/"),
                    refusal);
        }
    }

    @Test
    void serverWithoutAPathOfItsOwnIsRefused() throws Exception {
        try (CapturedLog log = CapturedLog.ofTomcat();
                EmbeddedTomcat tomcat =
                        deployed(context -> context.addParameter("socketio.server.admin.ping-interval", "5000"))) {
            assertFalse(tomcat.context().getState().isAvailable());
            String refusal = log.await("the paths of two Socket.IO servers overlap");
            assertTrue(refusal.contains("socketio.server.<name>.path"), refusal);
        }
    }

    @Test
    void pathsThatBeginAlikeDoNotOverlap() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter(ADMIN_PATH, "/socket.io-admin"))) {
            assertServes(tomcat, "/socket.io/");
            assertServes(tomcat, "/socket.io-admin/");
        }
    }

    @Test
    void pathOfAnotherServletIsRefused() throws Exception {
        try (CapturedLog log = CapturedLog.ofTomcat();
                EmbeddedTomcat tomcat = deployed(context -> {
                    Tomcat.addServlet(context, "other", new DefaultServlet());
                    context.addServletMappingDecoded("/admin/*", "other");
                    context.addParameter(ADMIN_PATH, "/admin");
                })) {
            assertFalse(tomcat.context().getState().isAvailable());
            String refusal = log.await("another servlet of this web application");
            assertTrue(refusal.contains("the server 'admin' at /admin/: /admin/*"), refusal);
        }
    }

    @Test
    void unknownServersAreNamedWithThoseThatAreThere() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {})) {
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class,
                    () -> SocketIo.server(tomcat.context().getServletContext(), "admin"));
            assertTrue(refused.getMessage().contains("no Socket.IO server 'admin'"), refused.getMessage());
            assertTrue(refused.getMessage().endsWith("the default server at /socket.io/"), refused.getMessage());
        }
    }

    /** The servlet has the root and the files of the client only, so that static content and other servlets remain. */
    @Test
    void rootIsServedBesideStaticContent() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            context.addParameter("socketio.path", "/");
            context.addParameter(ADMIN_PATH, "/admin/");
        })) {
            Files.writeString(Path.of(tomcat.context().getServletContext().getRealPath("/"), "page.txt"), "a page");
            assertServes(tomcat, "/");
            assertServes(tomcat, "/admin/");
            assertEquals(200, get(tomcat, "/socket.io.js").status());
            assertEquals("a page", get(tomcat, "/page.txt").text());
            assertEquals(404, get(tomcat, "/elsewhere").status());
        }
    }

    @Test
    void logoutClosesTheSocketsOfBothServers() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter(ADMIN_PATH, "/admin/socket.io");
            AccountServlet.addTo(context);
        })) {
            String cookie =
                    "Cookie: JSESSIONID=" + get(tomcat, "/account/login").text();
            try (RawWebSocket one = new RawWebSocket(tomcat.port(), "/socket.io/" + WEBSOCKET, cookie);
                    RawWebSocket other = new RawWebSocket(tomcat.port(), "/admin/socket.io/" + WEBSOCKET, cookie);
                    RawWebSocket stranger = new RawWebSocket(tomcat.port(), "/admin/socket.io/" + WEBSOCKET)) {
                for (RawWebSocket socket : List.of(one, other, stranger)) {
                    socket.receive();
                    socket.text("40");
                    assertTrue(socket.receive().text().startsWith("40{"));
                }
                String renamed = get(tomcat, "/account/rename", cookie).text();
                SocketIo.server(tomcat.context().getServletContext()).emit("still");
                assertEquals("42[\"still\"]", one.receive().text());
                get(tomcat, "/account/logout", "Cookie: JSESSIONID=" + renamed);
                assertEquals("41", one.receive().text());
                assertEquals("41", other.receive().text());
                SocketIo.server(tomcat.context().getServletContext(), "admin").emit("hello");
                assertEquals("42[\"hello\"]", stranger.receive().text());
            }
        }
    }

    @Test
    void everyServerEndsWithTheApplication() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> context.addParameter(ADMIN_PATH, "/admin/socket.io"))) {
            ServletContext context = tomcat.context().getServletContext();
            SocketIoServer admin = SocketIo.server(context, "admin");
            assertServes(tomcat, "/socket.io/");
            assertServes(tomcat, "/admin/socket.io/");
            tomcat.context().stop();
            assertTrue(admin.close().toCompletableFuture().isDone(), "the server is closed");
            assertEquals(List.of(), Deployments.in(context).all());
            assertTrue(
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("socketio-admin-")),
                    "no thread is left");
        }
    }

    @Test
    void threadsAndTheStartTableHaveTheName() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators();
                EmbeddedTomcat tomcat = deployed(context -> {
                    context.addParameter(ADMIN_PATH, "/admin/socket.io");
                    context.addParameter("socketio.server.admin.virtual-threads", "false");
                })) {
            BlockingQueue<String> threads = new LinkedBlockingQueue<>();
            SocketIo.server(tomcat.context().getServletContext(), "admin")
                    .onConnection(socket -> threads.add(Thread.currentThread().getName()));
            assertServes(tomcat, "/admin/socket.io/");
            String thread = String.valueOf(threads.poll(10, TimeUnit.SECONDS));
            assertTrue(thread.startsWith("socketio-admin-"), thread);
            assertTrue(
                    log.lines().stream()
                            .anyMatch(line -> line.contains("Socket.IO server 'admin' at /admin/socket.io/")),
                    log.lines()::toString);
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains("Socket.IO server at /socket.io/")),
                    log.lines()::toString);
        }
    }
}
