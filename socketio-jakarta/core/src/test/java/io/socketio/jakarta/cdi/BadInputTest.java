package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.socket.client.Ack;
import io.socket.client.Socket;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Beans that misbehave. */
class BadInputTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    /** Apart: the seat of a test before may be free only now. */
    static final BlockingQueue<String> SEATS = new LinkedBlockingQueue<>();

    static final CountDownLatch CONNECTING = new CountDownLatch(1);
    static final CountDownLatch CLIENT_GONE = new CountDownLatch(1);

    @SocketIoNamespace("/throwing")
    public static class Throwing {
        @OnConnect
        void connect() {
            throw new IllegalStateException("connect");
        }

        @OnAnyEvent
        void any() {
            throw new IllegalStateException("any");
        }

        @OnEvent("event")
        String event() {
            throw new IllegalStateException("event");
        }

        @OnEvent("alive")
        String alive() {
            return "alive";
        }

        @OnEvent("unwritable")
        Object unwritable() {
            return new Object() {
                @SuppressWarnings("unused")
                public String getValue() {
                    throw new IllegalStateException("cannot be written");
                }
            };
        }

        @OnDisconnecting
        void disconnecting() {
            throw new IllegalStateException("disconnecting");
        }

        @OnDisconnect
        void disconnect() {
            LOG.add("disconnected");
            throw new IllegalStateException("disconnect");
        }
    }

    @SocketScoped
    public static class Seat {
        public void take() {}

        @PreDestroy
        void end() {
            SEATS.add("free");
        }
    }

    @SocketIoNamespace("/slow")
    public static class Slow {
        @Inject
        Seat seat;

        @OnConnecting
        void connecting(@Auth Map<String, String> auth) throws InterruptedException {
            seat.take();
            if (auth.containsKey("wait")) {
                CONNECTING.countDown();
                CLIENT_GONE.await(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
            }
        }

        @OnConnect
        void connect(io.socketio.jakarta.Socket socket) throws Exception {
            socket.data()
                    .put(
                            "answer",
                            socket.emitWithAck("question")
                                    .toCompletableFuture()
                                    .get()
                                    .arg(0, String.class));
        }

        @OnEvent("answer")
        Object answer(io.socketio.jakarta.Socket socket) {
            return socket.data().get("answer");
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(Throwing.class, Slow.class, Seat.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @Test
    void beanThatThrowsEverywhereStillServesAndEnds() throws Exception {
        Socket client = tomcat.connected("/throwing");
        assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(client, "event"));
        assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(client, "unwritable"));
        assertEquals("alive", WeldTomcat.ask(client, "alive"));
        client.disconnect();
        assertEquals("disconnected", WeldTomcat.next(LOG));
    }

    /** The event is sent before {@code @OnConnect} is done, and that waits for an acknowledgement of its own socket. */
    @Test
    void eventsWaitForOnConnectWhichMayWaitForTheClient() throws Exception {
        Socket client = tomcat.client("/slow", Map.of());
        client.on("question", args -> ((Ack) args[0]).call("42"));
        WeldTomcat.connected(client);
        assertEquals("42", WeldTomcat.ask(client, "answer"));
    }

    @Test
    void clientThatLeavesWhileConnectingLosesItsBeans() throws Exception {
        SEATS.clear();
        Socket client = tomcat.client("/slow", Map.of("wait", "yes"));
        client.connect();
        CONNECTING.await(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        tomcat.closeClientsAndWait();
        CLIENT_GONE.countDown();
        assertNotNull(WeldTomcat.next(SEATS));
    }
}
