package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;

/** Handlers that block delay their own sockets and nothing else. In the field, as many of them as there were threads stopped the whole server. */
class BlockedHandlersTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int THREADS = 4;
    private static final AtomicReference<SocketIoServer> SERVER = new AtomicReference<>();
    private static final CountDownLatch RELEASE = new CountDownLatch(1);
    private static final Semaphore BLOCKED = new Semaphore(0);

    /** An application whose handler waits. */
    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer io = SocketIo.server(event.getServletContext());
            SERVER.set(io);
            io.of(Pattern.compile("^/slow-"))
                    .onConnection(socket -> socket.on("wait", blocking -> {
                        BLOCKED.release();
                        RELEASE.await();
                    }));
            io.onConnection(socket -> socket.on("ask", asked -> asked.ack("answer")));
        }
    }

    private static EmbeddedTomcat tomcat() throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            parameters(context);
            context.addApplicationListener(Application.class.getName());
        });
    }

    private static void parameters(Context context) {
        context.addParameter("socketio.virtual-threads", "false");
        context.addParameter("socketio.threads", String.valueOf(THREADS));
        context.addParameter("socketio.ping-interval", "300");
        context.addParameter("socketio.ping-timeout", "20000");
    }

    private static RawWebSocket client(EmbeddedTomcat tomcat, String namespace) throws Exception {
        RawWebSocket socket = new RawWebSocket(tomcat.port(), WEBSOCKET);
        assertTrue(socket.receive().text().startsWith("0{"));
        String prefix = namespace.equals("/") ? "40" : "40" + namespace + ",";
        socket.text(prefix);
        assertTrue(next(socket).startsWith(prefix + "{\"sid\""));
        return socket;
    }

    /** The next frame that is no ping. */
    private static String next(RawWebSocket socket) throws Exception {
        String frame = socket.receive().text();
        while (frame.equals("2")) {
            socket.text("3");
            frame = socket.receive().text();
        }
        return frame;
    }

    @Test
    void connectingBroadcastsAndPingsDoNotWaitForHandlers() throws Exception {
        List<RawWebSocket> sockets = new ArrayList<>();
        try (EmbeddedTomcat tomcat = tomcat()) {
            try {
                // One connection may not take more than its share, whatever it sends.
                RawWebSocket greedy = client(tomcat, "/slow-0");
                sockets.add(greedy);
                for (int i = 1; i < 3 * THREADS; i++) {
                    greedy.text("40/slow-" + i + ",");
                    assertTrue(next(greedy).startsWith("40/slow-" + i));
                }
                for (int i = 0; i < 3 * THREADS; i++) {
                    greedy.text("42/slow-" + i + ",[\"wait\"]");
                }
                assertTrue(BLOCKED.tryAcquire(10, TimeUnit.SECONDS));
                RawWebSocket asking = client(tomcat, "/");
                sockets.add(asking);
                asking.text("420[\"ask\"]");
                assertEquals("430[\"answer\"]", next(asking));
                // Then all threads are taken.
                for (int i = 1; i < THREADS; i++) {
                    RawWebSocket blocking = client(tomcat, "/slow-0");
                    sockets.add(blocking);
                    blocking.text("42/slow-0,[\"wait\"]");
                    assertTrue(BLOCKED.tryAcquire(10, TimeUnit.SECONDS));
                }
                List<RawWebSocket> readers = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    RawWebSocket reader = client(tomcat, "/");
                    readers.add(reader);
                    sockets.add(reader);
                }
                // Far more than may wait for one client, so it must really be sent.
                String text = "x".repeat(10_000);
                for (int i = 0; i < 200; i++) {
                    SERVER.get().emit("news", i, text);
                    for (RawWebSocket reader : readers) {
                        assertEquals("42[\"news\"," + i + ",\"" + text + "\"]", next(reader));
                    }
                }
                assertEquals("42[\"news\",0,\"" + text + "\"]", next(asking));
                while (!readers.get(0).receive().text().equals("2")) {
                    // pinged all the same
                }
            } finally {
                RELEASE.countDown();
                for (RawWebSocket socket : sockets) {
                    socket.close();
                }
            }
        }
    }
}
