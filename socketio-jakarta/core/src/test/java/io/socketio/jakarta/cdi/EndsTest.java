package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody hears of an end, whoever else fails; and beans end while they still see their socket. */
class EndsTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketIoNamespace("/two")
    public static class One {
        @OnConnect
        void in() {
            LOG.add("one in");
            throw new IllegalStateException("one");
        }

        @OnDisconnect
        void out() {
            LOG.add("one out");
            throw new IllegalStateException("one");
        }
    }

    @SocketIoNamespace("/two")
    public static class Two {
        @OnConnect
        void in() {
            LOG.add("two in");
            throw new IllegalStateException("two");
        }

        @OnDisconnect
        void out() {
            LOG.add("two out");
            throw new IllegalStateException("two");
        }
    }

    @RolesAllowed("member")
    @SocketIoNamespace("/guests")
    public static class Guests {
        @PermitAll
        @OnConnecting
        void admit() {}

        @OnConnect
        void in() {
            LOG.add("guest in");
        }

        @OnEvent("talk")
        String talk() {
            return "hello";
        }

        @OnDisconnect
        void out() {
            LOG.add("guest out");
        }
    }

    @SocketIoNamespace("/stopped")
    public static class Stopped {
        @OnDisconnect
        void out() {
            LOG.add("out");
        }

        void gone(@Observes @Disconnected("/stopped") io.socketio.jakarta.Socket socket) {
            LOG.add("gone");
        }
    }

    @ApplicationScoped
    public static class Stopping implements SocketIoFilter {
        @Override
        public boolean appliesTo(String namespace) {
            return namespace.equals("/stopped");
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            return switch (exchange.phase()) {
                case DISCONNECTING -> null;
                case DISCONNECT -> throw new IllegalStateException("the filter fails");
                default -> rest.proceed();
            };
        }
    }

    @SocketScoped
    public static class Seat {
        @Inject
        io.socketio.jakarta.Socket socket;

        @Inject
        Coat coat;

        void take() {
            coat.hang();
        }

        @PreDestroy
        void leave() {
            LOG.add("seat of " + (socket.id().isEmpty() ? "nobody" : "a socket"));
        }
    }

    @SocketScoped
    public static class Coat {
        void hang() {}
    }

    @RequestScoped
    public static class Errand {
        @Inject
        io.socketio.jakarta.Socket socket;

        void run() {}

        @PreDestroy
        void end() {
            LOG.add("errand of " + (socket.id().isEmpty() ? "nobody" : "a socket"));
        }
    }

    @SocketIoNamespace("/theatre")
    public static class Theatre {
        @Inject
        Seat seat;

        @Inject
        Errand errand;

        @OnConnect
        void in() {
            seat.take();
            errand.run();
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                One.class,
                Two.class,
                Guests.class,
                Stopped.class,
                Stopping.class,
                Seat.class,
                Coat.class,
                Errand.class,
                Theatre.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @AfterEach
    void closeClients() throws Exception {
        tomcat.endClients();
    }

    private static List<String> seen(int count) throws Exception {
        return WeldTomcat.next(LOG, count);
    }

    @Test
    void allBeansOfANamespaceHearOfASocketWhicheverFails() throws Exception {
        io.socket.client.Socket client = tomcat.connected("/two");
        assertEquals(List.of("one in", "two in"), seen(2));
        client.disconnect();
        assertEquals(List.of("one out", "two out"), seen(2));
    }

    @Test
    void rolesOfTheClassAreForConnectingAndEvents() throws Exception {
        io.socket.client.Socket client = tomcat.connected("/guests");
        assertEquals("guest in", WeldTomcat.next(LOG));
        assertEquals("{\"error\":\"forbidden\"}", WeldTomcat.ask(client, "talk"));
        client.disconnect();
        assertEquals("guest out", WeldTomcat.next(LOG));
    }

    @Test
    void filterCannotStopAnEnd() throws Exception {
        tomcat.connected("/stopped").disconnect();
        assertEquals(List.of("out", "gone"), seen(2));
    }

    @Test
    void beansSeeTheirSocketWhenTheyEnd() throws Exception {
        io.socket.client.Socket client = tomcat.connected("/theatre");
        assertEquals("errand of a socket", WeldTomcat.next(LOG));
        client.disconnect();
        assertEquals(Set.of("seat of a socket"), Set.copyOf(seen(1)));
    }
}
