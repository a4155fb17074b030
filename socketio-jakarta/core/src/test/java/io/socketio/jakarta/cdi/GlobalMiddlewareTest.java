package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.EveryNamespace;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filters of all namespaces, whoever made them, and interceptors of all namespace beans. */
class GlobalMiddlewareTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @SocketScoped
    public static class Visits {
        private int count;

        public int next() {
            return ++count;
        }

        @PreDestroy
        void end() {
            LOG.add("visits end");
        }
    }

    @ApplicationScoped
    @Priority(1)
    public static class Everywhere implements SocketIoFilter {
        @Inject
        Visits visits;

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            String auth = String.valueOf(exchange.socket().handshake().auth().get("as"));
            if (exchange.phase() == Exchange.Phase.CONNECTING && auth.equals("enemy")) {
                throw new ConnectRefused("no enemies", 7);
            }
            if (exchange.phase() == Exchange.Phase.CONNECTING && auth.equals("nobody")) {
                return null;
            }
            String event = exchange.event() == null ? "" : exchange.event().name();
            switch (event) {
                case "value" -> {
                    return "instead";
                }
                case "later" -> {
                    return CompletableFuture.completedFuture("instead, later");
                }
                case "silence" -> {
                    return null;
                }
                case "refused" -> throw new EventRefused("refused by a filter");
                case "broken" -> throw new IllegalStateException("a broken filter");
                default -> {}
            }
            String what = exchange.phase() + " " + visits.next();
            LOG.add("< " + what);
            Object result = rest.proceed();
            LOG.add("> " + what);
            return result;
        }
    }

    @ApplicationScoped
    @Priority(2)
    public static class Somewhere implements SocketIoFilter {
        @Override
        public boolean appliesTo(String namespace) {
            return namespace.startsWith("/dynamic-2");
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            LOG.add("some");
            return rest.proceed();
        }
    }

    @EveryNamespace
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Intercepting {
        @Inject
        Exchange exchange;

        @AroundInvoke
        Object intercept(InvocationContext call) throws Exception {
            String event = exchange.event() == null ? "" : exchange.event().name();
            boolean isRefusing = exchange.phase() == Exchange.Phase.CONNECTING
                    && exchange.socket().handshake().auth().containsKey("intercept");
            if (isRefusing) {
                return null;
            }
            if (event.equals("intercepted")) {
                return "by the interceptor";
            }
            LOG.add("intercepted " + exchange.phase() + " " + call.getMethod().getName());
            return call.proceed();
        }
    }

    @SocketIoNamespace("/first")
    public static class First {
        @OnConnect
        void joined() {}

        @OnEvent("echo")
        String echo(String text) {
            return text;
        }

        @OnEvent("intercepted")
        String intercepted() {
            return "by the handler";
        }
    }

    @SocketIoNamespace("/second")
    public static class Second {
        @OnConnecting
        void admit() {}

        @OnEvent("echo")
        void echo() {}
    }

    /** Beside its handlers, a bean for every event and an observer. */
    @SocketIoNamespace("/watched")
    public static class Watched {
        @OnAnyEvent
        void any(io.socketio.jakarta.Event event) {
            LOG.add("any " + event.name());
            if (event.name().equals("fail beside")) {
                throw new IllegalStateException("the watcher fails");
            }
        }

        @OnEvent("nothing")
        void nothing() {
            LOG.add("nothing");
        }

        @OnEvent("fail beside")
        String failBeside() {
            return "answered";
        }

        void observe(
                @Observes @SocketIoEvent(namespace = "/watched", name = "nothing") io.socketio.jakarta.Event event) {
            LOG.add("observed");
        }

        void observeValue(
                @Observes @SocketIoEvent(namespace = "/watched", name = "value") io.socketio.jakarta.Event event) {
            LOG.add("observed");
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                First.class,
                Second.class,
                Watched.class,
                Everywhere.class,
                Somewhere.class,
                Intercepting.class,
                Visits.class);
        tomcat.server().of("/plain").onConnection(GlobalMiddlewareTest::listen);
        tomcat.server().of("/first").onConnection(GlobalMiddlewareTest::listen);
        tomcat.server().of(Pattern.compile("^/dynamic-")).onConnection(GlobalMiddlewareTest::listen);
        tomcat.server().onConnection(GlobalMiddlewareTest::listen);
    }

    private static void listen(io.socketio.jakarta.Socket socket) {
        LOG.add("joined");
        socket.on("hello", event -> {
            LOG.add("hello");
            event.ack("hi");
        });
        for (String kept : List.of("value", "later", "silence", "refused", "broken")) {
            socket.on(kept, event -> event.ack("reached"));
        }
        socket.onDisconnecting(reason -> LOG.add("leaving"));
        socket.onDisconnect(reason -> LOG.add("left"));
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

    private static void assertSurrounded(String namespace) throws Exception {
        LOG.clear();
        Socket client = tomcat.connected(namespace);
        assertEquals(List.of("< CONNECTING 1", "> CONNECTING 1", "< CONNECT 2", "joined", "> CONNECT 2"), seen(5));
        assertEquals("hi", WeldTomcat.ask(client, "hello"));
        assertEquals(List.of("< EVENT 3", "hello", "> EVENT 3"), seen(3));
        client.disconnect();
        assertEquals(
                List.of(
                        "< DISCONNECTING 4",
                        "leaving",
                        "> DISCONNECTING 4",
                        "< DISCONNECT 5",
                        "left",
                        "> DISCONNECT 5",
                        "visits end"),
                seen(7));
    }

    @Test
    void filtersSurroundListenersOfNamespacesThatAreNoBeans() throws Exception {
        assertSurrounded("/plain");
        assertSurrounded("/dynamic-1");
        assertSurrounded("/");
    }

    @Test
    void filterChoosesDynamicNamespacesByTheirName() throws Exception {
        tomcat.connected("/dynamic-2");
        assertEquals(List.of("< CONNECTING 1", "some", "> CONNECTING 1"), seen(3));
    }

    @Test
    void filterRefusesClientsOfAllNamespaces() throws Exception {
        for (String namespace : List.of("/", "/plain", "/dynamic-3", "/first")) {
            String told = WeldTomcat.refused(tomcat.client(namespace, Map.of("as", "enemy")));
            assertEquals("no enemies", new org.json.JSONObject(told).get("message"), namespace);
            assertEquals(7, new org.json.JSONObject(told).get("data"), namespace);
            assertEquals(
                    "{\"message\":\"refused\"}",
                    WeldTomcat.refused(tomcat.client(namespace, Map.of("as", "nobody"))),
                    namespace);
        }
    }

    @Test
    void filterThatDoesNotProceedAnswersTheEventItself() throws Exception {
        for (String namespace : List.of("/plain", "/dynamic-4", "/first")) {
            Socket client = tomcat.connected(namespace);
            assertEquals("instead", WeldTomcat.ask(client, "value"), namespace);
            assertEquals("instead, later", WeldTomcat.ask(client, "later"), namespace);
            assertEquals("nothing", WeldTomcat.ask(client, "silence"), namespace);
            assertEquals("{\"error\":\"refused by a filter\"}", WeldTomcat.ask(client, "refused"), namespace);
            assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(client, "broken"), namespace);
        }
    }

    /** One call for both: the filter runs once for an event, whoever listens to it. */
    @Test
    void filterSurroundsBeanAndListenersOfOneNamespaceTogether() throws Exception {
        Socket client = tomcat.connected("/first");
        assertEquals(
                List.of(
                        "< CONNECTING 1",
                        "> CONNECTING 1",
                        "< CONNECT 2",
                        "intercepted CONNECT joined",
                        "joined",
                        "> CONNECT 2"),
                seen(6));
        assertEquals("hi", WeldTomcat.ask(client, "hello"));
        assertEquals(List.of("< EVENT 3", "hello", "> EVENT 3"), seen(3));
        assertEquals("text", WeldTomcat.ask(client, "echo", "text"));
        assertEquals(List.of("< EVENT 4", "intercepted EVENT echo", "> EVENT 4"), seen(3));
    }

    @Test
    void filterSurroundsEverybodyWhoHearsOfAnEventOnce() throws Exception {
        Socket client = tomcat.connected("/watched");
        seen(4);
        assertEquals("nothing", WeldTomcat.ask(client, "nothing"));
        assertEquals(
                List.of(
                        "< EVENT 3",
                        "intercepted EVENT observe",
                        "observed",
                        "intercepted EVENT any",
                        "any nothing",
                        "intercepted EVENT nothing",
                        "nothing",
                        "> EVENT 3"),
                seen(8));
    }

    @Test
    void eventThatAFilterStopsIsHeardByNobody() throws Exception {
        Socket client = tomcat.connected("/watched");
        seen(4);
        assertEquals("instead", WeldTomcat.ask(client, "value"));
        assertEquals("nothing", WeldTomcat.ask(client, "nothing"));
        assertEquals("< EVENT 3", WeldTomcat.next(LOG));
    }

    @Test
    void whoWatchesEventsMayFailAndTheHandlerAnswersNevertheless() throws Exception {
        BlockingQueue<String> errors = new LinkedBlockingQueue<>();
        tomcat.server()
                .of("/watched")
                .onConnection(socket -> socket.onError(error -> errors.add(String.valueOf(error.getMessage()))));
        assertEquals("answered", WeldTomcat.ask(tomcat.connected("/watched"), "fail beside"));
        assertEquals("the watcher fails", WeldTomcat.next(errors));
    }

    @Test
    void interceptorOfEveryNamespaceSurroundsTheHandlersOfAllBeans() throws Exception {
        Socket first = tomcat.connected("/first");
        // It answers after its own @OnConnect, which its client does not wait for.
        assertEquals("x", WeldTomcat.ask(first, "echo", "x"));
        Socket second = tomcat.connected("/second");
        assertEquals("nothing", WeldTomcat.ask(second, "echo"));
        assertEquals(
                List.of(
                        "intercepted CONNECT joined",
                        "intercepted EVENT echo",
                        "intercepted CONNECTING admit",
                        "intercepted EVENT echo"),
                LOG.stream().filter(each -> each.startsWith("intercepted")).toList());
    }

    @Test
    void interceptorThatDoesNotProceedWhileConnectingRefuses() throws Exception {
        assertEquals(
                "{\"message\":\"refused\"}", WeldTomcat.refused(tomcat.client("/second", Map.of("intercept", "yes"))));
        assertEquals(List.of("< CONNECTING 1", "visits end"), seen(2));
    }

    @Test
    void interceptorThatDoesNotProceedAnswersTheEventItself() throws Exception {
        assertEquals("by the interceptor", WeldTomcat.ask(tomcat.connected("/first"), "intercepted"));
    }
}
