package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.annotation.NonBlocking;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @NonBlocking} handlers of beans, over the wire. */
class NonBlockingBeansTest {

    private static final Semaphore RELEASE = new Semaphore(0);

    /** Counts itself: one in each call. */
    @RequestScoped
    public static class PerCall {

        private static final AtomicInteger CREATED = new AtomicInteger();

        private final int number = CREATED.incrementAndGet();

        public int number() {
            return number;
        }
    }

    /** One per socket. */
    @SocketScoped
    public static class PerSocket {

        private int calls;

        public int count() {
            return ++calls;
        }
    }

    private static String where() {
        return Thread.currentThread().getName().startsWith("socketio-") ? "executor" : "reader";
    }

    @SocketIoNamespace("/")
    @NonBlocking
    public static class Quick {

        @Inject
        PerCall perCall;

        @Inject
        PerSocket perSocket;

        @OnEvent("where")
        String where(int number) {
            return NonBlockingBeansTest.where();
        }

        @OnEvent("scopes")
        String scopes() {
            return perCall.number() + "," + perCall.number() + "," + perSocket.count();
        }

        @OnEvent("fail")
        void fail() {
            throw new IllegalArgumentException("wrong");
        }

        @OnEvent("admin")
        @RolesAllowed("admin")
        String admin() {
            return "in";
        }

        @OnEvent("rare")
        @RateLimited(value = 1, perMillis = 600_000)
        String rare() {
            return "once";
        }

        @OnEvent("observed")
        String observed() {
            return NonBlockingBeansTest.where();
        }

        @OnError
        AckError onError(IllegalArgumentException e) {
            return new AckError(e.getMessage() + " on the " + NonBlockingBeansTest.where());
        }
    }

    @SocketIoNamespace("/mixed")
    public static class Mixed {

        @OnEvent("quick")
        @NonBlocking
        String quick(int number) {
            return number + " on the " + where();
        }

        @OnEvent("slow")
        String slow(int number) throws InterruptedException {
            RELEASE.acquire();
            return number + " on the " + where();
        }
    }

    @SocketIoNamespace("/careful")
    public static class Careful {

        @OnEvent("quick")
        @NonBlocking
        String quick() {
            return where();
        }

        @OnError
        AckError slowly(IllegalStateException e) {
            return new AckError("recorded");
        }
    }

    @SocketIoNamespace("/filtered")
    @NonBlocking
    public static class Filtered {

        @OnEvent("quick")
        String quick() {
            return where();
        }
    }

    @SocketIoNamespace("/slowly-filtered")
    @NonBlocking
    public static class SlowlyFiltered {

        @OnEvent("quick")
        String quick() {
            return where();
        }
    }

    @ApplicationScoped
    public static class QuickFilter implements SocketIoFilter {

        @Override
        public boolean appliesTo(String namespace) {
            return namespace.equals("/filtered");
        }

        @Override
        public boolean isNonBlocking() {
            return true;
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            Object result = rest.proceed();
            return result == null ? null : "filtered on the " + result;
        }
    }

    @ApplicationScoped
    public static class SlowFilter implements SocketIoFilter {

        @Override
        public boolean appliesTo(String namespace) {
            return namespace.equals("/slowly-filtered");
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            return rest.proceed();
        }
    }

    @ApplicationScoped
    public static class Observer {

        void observe(@Observes @SocketIoEvent(namespace = "/", name = "observed") Event event) {}
    }

    private static WeldTomcat tomcat(String carrier) throws Exception {
        return WeldTomcat.with(
                (Context context) -> {
                    context.addParameter("socketio.virtual-threads", "false");
                    context.addParameter("socketio.websocket", carrier);
                },
                Quick.class,
                Mixed.class,
                Careful.class,
                Filtered.class,
                SlowlyFiltered.class,
                QuickFilter.class,
                SlowFilter.class,
                Observer.class,
                PerCall.class,
                PerSocket.class);
    }

    private static RawPeer peer(WeldTomcat tomcat, String namespace) throws Exception {
        RawPeer peer = new RawPeer(tomcat.uri("/socket.io/?EIO=4&transport=websocket"));
        String prefix = namespace.equals("/") ? "40" : "40" + namespace + ",";
        peer.send(prefix);
        peer.awaitPrefix(prefix);
        return peer;
    }

    /** The mailbox has begun with the handlers for the connection, so the first events may find it busy. */
    private static String settled(RawPeer peer, String namespace, String event) throws Exception {
        String name = namespace.equals("/") ? "" : namespace + ",";
        String answer = "";
        for (int i = 0; i < 200 && !answer.contains("reader"); i++) {
            peer.send("42" + name + i + "[\"" + event + "\"," + i + "]");
            answer = peer.awaitPrefix("43" + name + i);
        }
        return answer.replaceFirst("[^\\[]*", "");
    }

    /** The frames may be read much later than they are sent. */
    private static void awaitWaiting(WeldTomcat tomcat, String namespace, int events) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WeldTomcat.TIMEOUT_S);
        while (!tomcat.server().of(namespace).sockets().values().toString().contains(events + " events waiting")) {
            assertTrue(System.nanoTime() < end, "the server has read all events");
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void handlersRunOnTheThreadThatHasReadTheFrame(String carrier) throws Exception {
        try (WeldTomcat tomcat = tomcat(carrier);
                RawPeer peer = peer(tomcat, "/");
                RawPeer filtered = peer(tomcat, "/filtered")) {
            assertEquals("[\"reader\"]", settled(peer, "/", "where"));
            for (int i = 0; i < 20; i++) {
                peer.send("421[\"where\",1]");
                assertEquals("431[\"reader\"]", peer.awaitPrefix("431"));
            }
            assertEquals("[\"filtered on the reader\"]", settled(filtered, "/filtered", "quick"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void scopesErrorsRolesAndRatesAreThoseOfOtherHandlers(String carrier) throws Exception {
        try (WeldTomcat tomcat = tomcat(carrier);
                RawPeer peer = peer(tomcat, "/")) {
            settled(peer, "/", "where");
            int before = PerCall.CREATED.get();
            for (int i = 1; i <= 3; i++) {
                peer.send("42" + i + "[\"scopes\"]");
                int call = before + i;
                assertEquals("43" + i + "[\"" + call + "," + call + "," + i + "\"]", peer.awaitPrefix("43" + i));
            }
            peer.send("427[\"fail\"]");
            assertEquals("437[{\"error\":\"wrong on the reader\"}]", peer.awaitPrefix("437"));
            peer.send("428[\"where\",\"x\"]");
            assertTrue(peer.awaitPrefix("438").contains("argument 0"));
            peer.send("429[\"admin\"]");
            assertTrue(peer.awaitPrefix("439").startsWith("439[{\"error\":"));
            peer.send("421[\"rare\"]");
            assertEquals("431[\"once\"]", peer.awaitPrefix("431"));
            peer.send("422[\"rare\"]");
            assertTrue(peer.awaitPrefix("432").contains("rate limit exceeded"));
            peer.send("423[\"where\",1]");
            assertEquals("433[\"reader\"]", peer.awaitPrefix("433"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "upgrade"})
    void orderIsKeptWithHandlersThatBlock(String carrier) throws Exception {
        RELEASE.drainPermits();
        try (WeldTomcat tomcat = tomcat(carrier);
                RawPeer peer = peer(tomcat, "/mixed")) {
            settled(peer, "/mixed", "quick");
            String[] events = {"slow", "quick", "slow", "quick"};
            for (int i = 0; i < events.length; i++) {
                peer.send("42/mixed," + i + "[\"" + events[i] + "\"," + i + "]");
            }
            awaitWaiting(tomcat, "/mixed", events.length);
            RELEASE.release(2);
            for (int i = 0; i < events.length; i++) {
                assertEquals("43/mixed," + i + "[\"" + i + " on the executor\"]", peer.awaitPrefix("43/mixed," + i));
            }
            assertTrue(settled(peer, "/mixed", "quick").endsWith("on the reader\"]"));
        }
    }

    @Test
    void whatIsNotDeclaredTakesTheHandlerToTheExecutor() throws Exception {
        try (WeldTomcat tomcat = tomcat("upgrade");
                RawPeer careful = peer(tomcat, "/careful");
                RawPeer slowly = peer(tomcat, "/slowly-filtered");
                RawPeer peer = peer(tomcat, "/")) {
            settled(peer, "/", "where");
            for (int i = 0; i < 10; i++) {
                careful.send("42/careful,1[\"quick\"]");
                assertEquals("43/careful,1[\"executor\"]", careful.awaitPrefix("43/careful,1"));
                slowly.send("42/slowly-filtered,1[\"quick\"]");
                assertEquals("43/slowly-filtered,1[\"executor\"]", slowly.awaitPrefix("43/slowly-filtered,1"));
                peer.send("421[\"observed\"]");
                assertEquals("431[\"executor\"]", peer.awaitPrefix("431"));
            }
        }
    }

    /** The thread of a POST is in the contexts of its request. */
    @Test
    void eventsOfRequestsRunOnTheExecutor() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (WeldTomcat tomcat = tomcat("upgrade")) {
            String path = "/socket.io/?EIO=4&transport=polling";
            String open = get(http, tomcat, path);
            String session =
                    path + "&sid=" + open.replaceFirst(".*\"sid\":\"", "").replaceFirst("\".*", "");
            post(http, tomcat, session, "40");
            get(http, tomcat, session);
            for (int i = 0; i < 10; i++) {
                post(http, tomcat, session, "421[\"where\",1]");
                assertEquals("431[\"executor\"]", get(http, tomcat, session));
            }
        }
    }

    private static String get(HttpClient http, WeldTomcat tomcat, String path) throws Exception {
        return send(http, HttpRequest.newBuilder(tomcat.uri(path)));
    }

    private static void post(HttpClient http, WeldTomcat tomcat, String path, String body) throws Exception {
        send(http, HttpRequest.newBuilder(tomcat.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS)
                .body();
    }
}
