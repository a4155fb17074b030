package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.ConnectionScoped;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes and injection on the threads of sockets. */
class ScopesTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    static final AtomicInteger NUMBERS = new AtomicInteger();

    @SocketScoped
    public static class Member {
        private final int number = NUMBERS.incrementAndGet();
        private int calls;

        @Inject
        Handshake handshake;

        public int call() {
            return ++calls;
        }

        public int number() {
            return number;
        }

        public String address() {
            return handshake.address();
        }

        @PreDestroy
        void end() {
            LOG.add("member ends after " + calls);
        }
    }

    @ConnectionScoped
    public static class Line {
        private int calls;

        public synchronized int call() {
            return ++calls;
        }

        @PreDestroy
        void end() {
            LOG.add("line ends after " + calls);
        }
    }

    @RequestScoped
    public static class Request {
        private int calls;

        public int call() {
            return ++calls;
        }

        @PreDestroy
        void end() {
            LOG.add("request ends");
        }
    }

    @ApplicationScoped
    public static class Service {
        @Inject
        io.socketio.jakarta.Socket socket;

        @Inject
        SocketIoServer server;

        @Inject
        @SocketIoNamespace("/one")
        Namespace one;

        @Inject
        @Any
        Instance<Namespace> namespaces;

        @Inject
        Exchange exchange;

        @Inject
        One bean;

        public String describe() {
            return socket.id() + " " + exchange.phase() + " " + exchange.event().name() + " "
                    + server.of("/one").sockets().containsKey(socket.id());
        }

        public void tell(String text) {
            one.emit("told", text);
        }

        public boolean finds(String name) {
            return namespaces.stream().anyMatch(each -> each.name().equals(name));
        }

        public boolean knowsBean() {
            return bean.isThere();
        }
    }

    @SocketIoNamespace("/one")
    public static class One {
        @Inject
        Member member;

        @Inject
        Line line;

        @Inject
        Request request;

        @Inject
        Service service;

        @OnConnecting
        void admit(@Auth Map<String, String> auth) {
            member.call();
            if (auth.containsKey("no")) {
                throw new ConnectRefused("no");
            }
        }

        @OnEvent("member")
        String member() {
            return member.number() + " " + member.call();
        }

        @OnEvent("address")
        String address() {
            return member.address();
        }

        @OnEvent("line")
        int line() {
            return line.call();
        }

        @OnEvent("request")
        int request() {
            request.call();
            return request.call();
        }

        @OnEvent("service")
        String service() {
            return service.describe();
        }

        @OnEvent("tell")
        boolean tell(String text) {
            service.tell(text);
            return service.knowsBean();
        }

        @OnEvent("finds")
        boolean finds(String name) {
            return service.finds(name);
        }

        boolean isThere() {
            return true;
        }

        @OnDisconnect
        void left() {
            LOG.add("left with " + member.call());
        }
    }

    @SocketIoNamespace("/two")
    public static class Two {
        @Inject
        Line line;

        @OnEvent("line")
        int line() {
            return line.call();
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(One.class, Two.class, Member.class, Line.class, Request.class, Service.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Test
    void socketHasOneInstanceFromConnectingToItsEnd() throws Exception {
        Socket first = tomcat.connected("/one");
        Socket second = tomcat.connected("/one");
        String number = String.valueOf(WeldTomcat.ask(first, "member")).split(" ")[0];
        assertEquals(number + " 3", WeldTomcat.ask(first, "member"));
        assertNotEquals(number, String.valueOf(WeldTomcat.ask(second, "member")).split(" ")[0]);
        assertEquals("127.0.0.1", WeldTomcat.ask(first, "address"));
        first.disconnect();
        assertEquals("left with 4", WeldTomcat.next(LOG));
        assertEquals("member ends after 4", WeldTomcat.next(LOG));
    }

    @Test
    void refusedSocketLosesItsInstanceToo() throws Exception {
        WeldTomcat.refused(tomcat.client("/one", Map.of("no", "yes")));
        assertEquals("member ends after 1", WeldTomcat.next(LOG));
    }

    /** A client that left its only namespace and came back had lost its beans: the scope ended with the last socket. */
    @Test
    void connectionScopeOutlivesTheLastSocketOfAConnection() throws Exception {
        try (RawPeer peer = new RawPeer(tomcat.uri("/socket.io/?EIO=4&transport=websocket"))) {
            peer.send("40/two,");
            peer.awaitPrefix("40/two,");
            peer.send("42/two,1[\"line\"]");
            assertEquals("43/two,1[1]", peer.awaitPrefix("43"));
            peer.send("41/two,");
            peer.send("40/two,");
            peer.awaitPrefix("40/two,");
            peer.send("42/two,2[\"line\"]");
            assertEquals("43/two,2[2]", peer.awaitPrefix("43"));
            assertEquals(null, LOG.peek());
        }
        assertEquals("line ends after 2", WeldTomcat.next(LOG));
    }

    @Test
    void connectionIsSharedByItsSocketsAndEndsAfterThem() throws Exception {
        Socket one = tomcat.connected("/one");
        Socket two = WeldTomcat.connected(one.io().socket("/two"));
        assertEquals("1", WeldTomcat.ask(one, "line"));
        assertEquals("2", WeldTomcat.ask(two, "line"));
        Socket other = tomcat.connected("/two");
        assertEquals("1", WeldTomcat.ask(other, "line"));
        two.disconnect();
        assertEquals("3", WeldTomcat.ask(one, "line"));
        one.disconnect();
        assertEquals("left with 2", WeldTomcat.next(LOG));
        assertEquals("member ends after 2", WeldTomcat.next(LOG));
        assertEquals("line ends after 3", WeldTomcat.next(LOG));
    }

    @Test
    void everyCallHasItsRequestScope() throws Exception {
        Socket client = tomcat.connected("/one");
        assertEquals("2", WeldTomcat.ask(client, "request"));
        assertEquals("2", WeldTomcat.ask(client, "request"));
        assertEquals("request ends", WeldTomcat.next(LOG));
        assertEquals("request ends", WeldTomcat.next(LOG));
    }

    @Test
    void socketServerNamespaceAndExchangeAreInjected() throws Exception {
        Socket client = tomcat.connected("/one");
        assertEquals(client.id() + " EVENT service true", WeldTomcat.ask(client, "service"));
        BlockingQueue<String> told = WeldTomcat.events(client, "told");
        assertEquals("true", WeldTomcat.ask(client, "tell", "hello"));
        assertEquals("hello", WeldTomcat.next(told));
    }

    /** Observed in the field: on Tomcat, injection into a servlet failed when no bean wanted the namespace too. */
    @Test
    void namespaceOfABeanIsOfferedEvenIfNoBeanWantsIt() throws Exception {
        Socket client = tomcat.connected("/one");
        assertEquals("true", WeldTomcat.ask(client, "finds", "/two"));
        assertEquals("false", WeldTomcat.ask(client, "finds", "/three"));
    }
}
