package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads that run our code never pin the thread that carries them, which would stop others. */
@EnabledForJreRange(
        min = JRE.JAVA_21,
        disabledReason =
                "virtual threads and jdk.VirtualThreadPinned come with JDK 21; run the build with JDK 21 or later")
class PinningTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 50;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    /** An application whose handlers block, emit, ask their clients and close them. */
    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.server(event.getServletContext()).onConnection(socket -> {
                assertTrue(isVirtual());
                socket.on("work", work -> {
                    new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
                    socket.join("room" + work.arg(0, Integer.class));
                    socket.to("room1").emit("news", "x".repeat(1_000));
                    work.ack(socket.namespace().socketsIn("room1").size() > 0);
                });
                socket.on("end", end -> socket.disconnect(true));
            });
        }
    }

    private static boolean isVirtual() {
        return Thread.currentThread().getName().startsWith("socketio-virtual-");
    }

    @Test
    void nothingOfOursPinsTheCarrierOfAVirtualThread() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            work();
            recording.stop();
            Path file = Files.createTempFile(Path.of("target"), "pinned", ".jfr");
            recording.dump(file);
            List<String> ours = new ArrayList<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(PINNED) && isOurs(event)) {
                    ours.add(event.toString());
                }
            }
            assertEquals(List.of(), ours);
        }
    }

    private static void work() throws Exception {
        List<RawWebSocket> clients = new ArrayList<>();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            context.addParameter("socketio.virtual-threads", "true");
            context.addParameter("socketio.ping-interval", "100");
            context.addApplicationListener(Application.class.getName());
        })) {
            for (int i = 0; i < CLIENTS; i++) {
                RawWebSocket client = new RawWebSocket(tomcat.port(), WEBSOCKET);
                clients.add(client);
                client.text("40");
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (RawWebSocket client : clients) {
                    client.text("42" + round + "[\"work\"," + round % 3 + "]");
                }
                for (RawWebSocket client : clients) {
                    awaitAnswer(client, "43" + round + "[");
                }
            }
            for (RawWebSocket client : clients) {
                client.text("42[\"end\"]");
                while (client.receive().opcode() != 8) {
                    // what was on its way
                }
            }
        } finally {
            for (RawWebSocket client : clients) {
                client.close();
            }
        }
    }

    private static void awaitAnswer(RawWebSocket client, String start) throws Exception {
        String frame = client.receive().text();
        while (!frame.startsWith(start)) {
            if (frame.equals("2")) {
                client.text("3");
            }
            frame = client.receive().text();
        }
    }

    /** The code that was to wait, apart from that of the JDK, is ours, and it was not the first use of a class. */
    private static boolean isOurs(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return false;
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (frame.getMethod().getName().equals("<clinit>")) {
                return false;
            }
            if (type.startsWith("io.socketio.jakarta.")) {
                return true;
            }
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return false;
            }
        }
        return false;
    }
}
