package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;

/** Nothing stays behind when the web application goes, with clients connected. */
class UndeployTest {

    private static final int ROUNDS = 20;

    @Test
    void classesThreadsAndSocketsGoWithTheApplication() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {})) {
            for (int i = 0; i < ROUNDS; i++) {
                loaders.add(deployUseAndUndeploy(tomcat.tomcat(), tomcat.port()));
                assertEquals(List.of(), ourThreads());
            }
            awaitCleared(loaders);
        }
    }

    private static WeakReference<ClassLoader> deployUseAndUndeploy(Tomcat tomcat, int port) throws Exception {
        ClassLoader loader = ApplicationLoader.create();
        StandardContext context = new StandardContext();
        context.setName("/app");
        context.setPath("/app");
        // So long does Tomcat wait for the parked poll before it tells anybody; the default is 2 s.
        context.setUnloadDelay(40);
        context.setDocBase(Files.createTempDirectory(
                        Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "app")
                .toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.setParentClassLoader(loader);
        jakarta.servlet.ServletContainerInitializer initializer =
                (jakarta.servlet.ServletContainerInitializer) loader.loadClass(SocketIoInitializer.class.getName())
                        .getConstructor()
                        .newInstance();
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(initializer, Set.of());
        tomcat.getHost().addChild(context);
        try (RawWebSocket socket = new RawWebSocket(port, "/app/socket.io/?EIO=4&transport=websocket");
                RawHttp polling = new RawHttp(port)) {
            assertEquals(101, socket.handshake.status(), socket.handshake.headers() + socket.handshake.text());
            socket.receive();
            socket.text("40");
            assertTrue(socket.receive().text().startsWith("40"));
            String open = polling.get("/app/socket.io/?EIO=4&transport=polling").text();
            String sid = open.substring(9, open.indexOf('"', 9));
            polling.request("GET", "/app/socket.io/?EIO=4&transport=polling&sid=" + sid, null);
            while (context.getInProgressAsyncCount() == 0) {
                Thread.onSpinWait();
            }

            tomcat.getHost().removeChild(context);

            assertEquals(8, socket.receive().opcode());
            // A client answers the close frame.
            socket.frame(0x88, new byte[] {3, (byte) 0xe8});
            assertTrue(socket.http.isClosedByPeer());
            // 503 comes from Tomcat, which looks once a second whether an application that is waited for is stopping.
            RawHttp.Response answer = polling.receive();
            assertTrue(answer.status() == 503 || answer.text().equals("1"), answer::text);
        }
        return new WeakReference<>(loader);
    }

    private static List<String> ourThreads() {
        Thread[] threads = new Thread[1_000];
        int count = Thread.enumerate(threads);
        List<String> alive = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith("socketio-")) {
                alive.add(threads[i].getName());
            }
        }
        return alive;
    }

    /** The last one or two may still be held by a thread of the container that served them last. */
    private static void awaitCleared(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long held = ROUNDS;
        ReferenceQueue<Object> unused = new ReferenceQueue<>();
        for (int i = 0; i < 50 && held > 2; i++) {
            System.gc();
            unused.remove(100);
            held = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        assertTrue(held <= 2, held + " of " + ROUNDS + " class loaders are still there");
    }
}
