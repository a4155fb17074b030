package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;

/**
 * The application is deployed and undeployed many times while clients are busy. In the field, Tomcat warned of threads that had not been stopped, which ended
 * a moment later, and one old server stayed in memory.
 */
class RedeployTest {

    private static final int ROUNDS = 50;
    private static final int THREADS = 20;
    private static final int BUSY_CLIENTS = 4;
    private static final int EVENTS_BEFORE_UNDEPLOY = 20;

    /** Every so many rounds, a client ignores the close frame. */
    private static final int IGNORING_EVERY = 5;

    private static final String WEBSOCKET = "/app/socket.io/?EIO=4&transport=websocket";

    /** Part of the application: loaded by its class loader. */
    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.server(event.getServletContext()).onConnection(socket -> {
                socket.on("work", work -> work.ack(work.arg(0, Integer.class)));
                socket.on("wait", wait -> new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS));
            });
        }
    }

    @Test
    void noThreadAndNoServerStaysBehind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        try (CapturedLog log = CapturedLog.ofTomcatWarnings();
                EmbeddedTomcat tomcat = EmbeddedTomcat.withAllThreads(THREADS)) {
            for (int i = 0; i < ROUNDS; i++) {
                loaders.add(deployUseAndUndeploy(tomcat, clients, i % IGNORING_EVERY == 0));
            }
            assertEquals(List.of(), threadsLeft(log));
            assertEquals(List.of(), log.with("ThreadLocal"));
            awaitCleared(loaders);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Without Tomcat's warnings of its own thread, which is in every application for a moment each second. */
    private static List<String> threadsLeft(CapturedLog log) {
        return log.with("has failed to stop it").stream()
                .filter(line -> !line.contains("[Catalina-utility-"))
                .toList();
    }

    private static WeakReference<ClassLoader> deployUseAndUndeploy(
            EmbeddedTomcat tomcat, ExecutorService clients, boolean oneIgnores) throws Exception {
        ClassLoader loader = ApplicationLoader.create();
        StandardContext context = deploy(tomcat.tomcat(), loader);
        CountDownLatch busy = new CountDownLatch(BUSY_CLIENTS * EVENTS_BEFORE_UNDEPLOY);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < BUSY_CLIENTS; i++) {
            RawWebSocket client = joined(tomcat.port());
            all.add(CompletableFuture.runAsync(() -> work(client, busy), clients));
        }
        RawWebSocket ignoring = oneIgnores ? joined(tomcat.port()) : null;
        RawWebSocket waiting = joined(tomcat.port());
        waiting.text("42[\"wait\"]");
        assertTrue(busy.await(20, TimeUnit.SECONDS));

        tomcat.tomcat().getHost().removeChild(context);

        for (CompletableFuture<Void> each : all) {
            each.get(20, TimeUnit.SECONDS);
        }
        waiting.close();
        if (ignoring != null) {
            assertEquals(8, ignoring.receive().opcode());
            assertTrue(ignoring.http.isClosedByPeer());
            ignoring.close();
        }
        return new WeakReference<>(loader);
    }

    private static StandardContext deploy(Tomcat tomcat, ClassLoader loader) throws Exception {
        StandardContext context = new StandardContext();
        context.setName("/app");
        context.setPath("/app");
        context.setUnloadDelay(40);
        context.setDocBase(Files.createTempDirectory(
                        Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "app")
                .toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.setParentClassLoader(loader);
        context.addParameter("socketio.virtual-threads", "false");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (ServletContainerInitializer) loader.loadClass(SocketIoInitializer.class.getName())
                        .getConstructor()
                        .newInstance(),
                Set.of());
        context.addApplicationListener(Application.class.getName());
        tomcat.getHost().addChild(context);
        return context;
    }

    private static RawWebSocket joined(int port) throws IOException {
        RawWebSocket client = new RawWebSocket(port, WEBSOCKET);
        assertEquals(101, client.handshake.status());
        client.receive();
        client.text("40");
        assertTrue(client.receive().text().startsWith("40{"));
        return client;
    }

    /** Sends one event after the other until the server closes, and answers its close frame. */
    private static void work(RawWebSocket client, CountDownLatch busy) {
        try (client) {
            RawWebSocket.Frame frame;
            do {
                client.text("421[\"work\",7]");
                frame = client.receive();
                busy.countDown();
            } while (frame.opcode() != 8 && !frame.text().startsWith("41"));
            while (frame.opcode() != 8) {
                frame = client.receive();
            }
            client.frame(0x88, new byte[] {3, (byte) 0xe8});
        } catch (IOException e) {
            // The server may close while an event is being sent.
        }
    }

    private static void awaitCleared(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        List<Integer> held = List.of();
        ReferenceQueue<Object> unused = new ReferenceQueue<>();
        for (int i = 0; i < 50; i++) {
            System.gc();
            unused.remove(100);
            held = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (loaders.get(round).get() != null) {
                    held.add(round);
                }
            }
            if (held.isEmpty()) {
                return;
            }
        }
        assertEquals(List.of(), held, "rounds whose class loader is still there");
    }
}
