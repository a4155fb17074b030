package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CDI events of sockets, and sockets that hear CDI events. */
class CdiEventsTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    static final BlockingQueue<String> ASYNC_LOG = new LinkedBlockingQueue<>();
    static final BlockingQueue<String> EVERYTHING = new LinkedBlockingQueue<>();

    @EmitOn(
            event = "placed",
            namespace = "/orders",
            room = "customer-{customer}",
            during = TransactionPhase.AFTER_SUCCESS)
    public record OrderPlaced(int id, String customer) {}

    public record OrderShipped(int id) {}

    public record OrderPaid(int id) {}

    @SocketIoNamespace("/orders")
    public static class Orders {
        @Inject
        Event<OrderPlaced> placed;

        @Inject
        Event<OrderShipped> shipped;

        @Inject
        Event<OrderPaid> paid;

        @OnConnect
        void joined(io.socketio.jakarta.Socket socket) {
            socket.join("customer-ann");
            LOG.add("handler");
        }

        @OnEvent("place")
        void place(int id, String customer, boolean commit) {
            TestTransactions.begin();
            placed.fire(new OrderPlaced(id, customer));
            TestTransactions.end(commit);
        }

        @OnEvent("pay")
        void pay(int id, boolean commit) {
            TestTransactions.begin();
            paid.fire(new OrderPaid(id));
            LOG.add("end " + id);
            TestTransactions.end(commit);
        }

        @OnEvent("ship")
        void ship(int id) {
            shipped.fire(new OrderShipped(id));
        }
    }

    @ApplicationScoped
    public static class Audit {

        @EmitOn(event = "paid", namespace = "/orders", during = TransactionPhase.AFTER_SUCCESS)
        void onPaid(@Observes OrderPaid paid) {
            LOG.add("paid " + paid.id());
        }

        void online(@Observes @Connected("/orders") io.socketio.jakarta.Socket socket) {
            LOG.add("online " + socket.namespace().name());
        }

        void offline(@Observes @Disconnected("/orders") io.socketio.jakarta.Socket socket) {
            LOG.add("offline " + socket.isConnected());
        }

        void placing(@Observes @SocketIoEvent(namespace = "/orders", name = "place") io.socketio.jakarta.Event event) {
            LOG.add("placing " + event.arg(0, int.class));
        }

        void placingLater(
                @ObservesAsync @SocketIoEvent(namespace = "/orders", name = "place") io.socketio.jakarta.Event event) {
            ASYNC_LOG.add("later " + event.arg(1, String.class));
        }

        @EmitOn(event = "shipped", namespace = "/orders")
        void onShipped(@Observes OrderShipped shipped) {
            LOG.add("shipped " + shipped.id());
        }
    }

    @SocketIoNamespace("/elsewhere")
    public static class Elsewhere {
        @OnEvent("unobserved")
        String unobserved() {
            return "elsewhere";
        }
    }

    @ApplicationScoped
    public static class Everything {
        void socket(@Observes @Any io.socketio.jakarta.Socket socket) {
            EVERYTHING.add("socket in " + socket.namespace().name());
        }

        void event(@Observes @Any io.socketio.jakarta.Event event) {
            EVERYTHING.add("event in " + event.socket().namespace().name());
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                Orders.class,
                Audit.class,
                OrderPlaced.class,
                OrderShipped.class,
                OrderPaid.class,
                Elsewhere.class,
                Everything.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() throws Exception {
        tomcat.endClients();
        EVERYTHING.clear();
        LOG.clear();
        ASYNC_LOG.clear();
    }

    @Test
    void observersHearOfSocketsAndEvents() throws Exception {
        LOG.clear();
        ASYNC_LOG.clear();
        Socket client = tomcat.connected("/orders");
        assertEquals("handler", WeldTomcat.next(LOG));
        assertEquals("online /orders", WeldTomcat.next(LOG));
        assertEquals("nothing", WeldTomcat.ask(client, "place", 7, "bob", false));
        assertEquals("placing 7", WeldTomcat.next(LOG));
        assertEquals("later bob", WeldTomcat.next(ASYNC_LOG));
        client.disconnect();
        assertEquals("offline false", WeldTomcat.next(LOG));
    }

    @Test
    void eventTypeIsEmittedToItsRoomOnlyAfterSuccess() throws Exception {
        Socket client = tomcat.connected("/orders");
        BlockingQueue<String> placed = WeldTomcat.events(client, "placed");
        WeldTomcat.ask(client, "place", 1, "ann", false);
        WeldTomcat.ask(client, "place", 2, "bob", true);
        assertEquals("[]", placed.toString());
        WeldTomcat.ask(client, "place", 3, "ann", true);
        String json = String.valueOf(placed.poll(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS));
        assertTrue(json.contains("\"id\":3") && json.contains("\"customer\":\"ann\""), json);
        assertTrue(placed.isEmpty());
    }

    @Test
    void observerMethodStaysInItsTransactionAndTheClientsHearAfterSuccess() throws Exception {
        LOG.clear();
        Socket client = tomcat.connected("/orders");
        BlockingQueue<String> paid = WeldTomcat.events(client, "paid");
        assertEquals("handler", WeldTomcat.next(LOG));
        assertEquals("online /orders", WeldTomcat.next(LOG));
        WeldTomcat.ask(client, "pay", 1, false);
        assertEquals("paid 1", WeldTomcat.next(LOG));
        assertEquals("end 1", WeldTomcat.next(LOG));
        WeldTomcat.ask(client, "pay", 2, true);
        assertEquals("paid 2", WeldTomcat.next(LOG));
        assertEquals("{\"id\":2}", WeldTomcat.next(paid));
    }

    @Test
    void observerMethodEmitsWhatItHasObserved() throws Exception {
        Socket client = tomcat.connected("/orders");
        BlockingQueue<String> shipped = WeldTomcat.events(client, "shipped");
        WeldTomcat.ask(client, "ship", 9);
        assertEquals("{\"id\":9}", WeldTomcat.next(shipped));
    }

    /** {@code Everything} would hear whatever is fired; Weld gives it what is fired for others only. */
    @Test
    void nothingIsFiredThatNobodyObserves() throws Exception {
        Socket elsewhere = tomcat.connected("/elsewhere");
        assertEquals("elsewhere", WeldTomcat.ask(elsewhere, "unobserved"));
        elsewhere.disconnect();
        Socket client = tomcat.connected("/orders");
        WeldTomcat.ask(client, "place", 7, "bob", false);
        assertEquals("socket in /orders", WeldTomcat.next(EVERYTHING));
        assertEquals("event in /orders", WeldTomcat.next(EVERYTHING));
    }
}
