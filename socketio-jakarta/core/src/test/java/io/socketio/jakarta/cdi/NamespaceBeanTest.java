package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.Ack;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.Auth;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a namespace bean can do, over the wire. */
class NamespaceBeanTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    public record Ticket(String user, String room) {}

    public static class Item {
        public String name = "";
        public int count;
    }

    @SocketIoNamespace("/shop")
    public static class Shop {

        @OnConnecting
        void admit(Handshake handshake, @Auth Ticket ticket) {
            if ("mallory".equals(ticket.user())) {
                throw new ConnectRefused("forbidden", Map.of("reason", "mallory"));
            }
            if ("clumsy".equals(ticket.user())) {
                throw new IllegalArgumentException("clumsy");
            }
        }

        @OnConnect
        void joined(io.socketio.jakarta.Socket socket) {
            socket.join("customers");
            socket.emit("welcome", socket.namespace().name());
        }

        @OnEvent("echo")
        String echo(String text) {
            return text;
        }

        @OnEvent("sum")
        int sum(int one, long other) {
            return one + (int) other;
        }

        @OnEvent("total")
        int total(List<Item> items, Namespace namespace) {
            int total = 0;
            for (Item item : items) {
                total += item.count;
            }
            return total;
        }

        @OnEvent("bytes")
        byte[] bytes(byte[] data) {
            return new byte[] {(byte) data.length};
        }

        @OnEvent("later")
        CompletionStage<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + " later");
        }

        @OnEvent("later wrong")
        CompletionStage<String> laterWrong() {
            return CompletableFuture.failedFuture(new IllegalStateException("late"));
        }

        @OnEvent("nothing")
        void nothing() {}

        @OnEvent("by ack")
        void byAck(String text, Ack ack) {
            ack.send(text + " by ack");
        }

        @OnEvent("broken")
        void broken() {
            throw new UnsupportedOperationException("secret");
        }

        @OnEvent("state")
        void state() {
            throw new IllegalStateException("known");
        }

        @OnError
        AckError illegal(RuntimeException e, Event event) {
            if (e instanceof UnsupportedOperationException) {
                throw e;
            }
            return new AckError("runtime");
        }

        @OnError
        AckError state(IllegalStateException e) {
            return new AckError("state " + e.getMessage(), Map.of("code", 7));
        }

        @OnAnyEvent
        void any(Event event) {
            LOG.add("any " + event.name());
        }

        @OnDisconnecting
        void leaving(io.socketio.jakarta.Socket socket, DisconnectReason why) {
            LOG.add("leaving " + socket.rooms().contains("customers") + " " + why);
        }

        @OnDisconnect
        void left(io.socketio.jakarta.Socket socket, DisconnectReason why) {
            LOG.add("left " + socket.rooms().size() + " " + why);
        }
    }

    @SocketIoNamespace("/details")
    public static class Details {
        @OnEvent("find")
        String find(Event event) {
            return null;
        }

        @OnEvent("maybe")
        String maybe(Optional<String> text, OptionalInt number) {
            return text + " " + number;
        }

        @OnEvent("any map")
        int anyMap(Map<String, ?> map, List<?> list) {
            return map.size() + list.size();
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(Shop.class, Ticket.class, Item.class, Details.class);
        assertTrue(tomcat.isStarted());
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @Test
    void returnValueIsTheAcknowledgement() throws Exception {
        Socket client = tomcat.connected("/shop");
        assertEquals("hello", WeldTomcat.ask(client, "echo", "hello"));
        assertEquals("null", WeldTomcat.ask(client, "echo", JSONObject.NULL));
        assertEquals("7", WeldTomcat.ask(client, "sum", 3, 4));
        assertEquals("nothing", WeldTomcat.ask(client, "nothing"));
        assertEquals("x by ack", WeldTomcat.ask(client, "by ack", "x"));
    }

    @Test
    void stageIsAnAsynchronousAcknowledgement() throws Exception {
        Socket client = tomcat.connected("/shop");
        assertEquals("x later", WeldTomcat.ask(client, "later", "x"));
        assertEquals("{\"code\":7,\"error\":\"state late\"}", sorted(WeldTomcat.ask(client, "later wrong")));
    }

    @Test
    void payloadIsBoundToTheGenericType() throws Exception {
        Socket client = tomcat.connected("/shop");
        JSONArray items = new JSONArray(List.of(
                new JSONObject(Map.of("name", "a", "count", 2)), new JSONObject(Map.of("name", "b", "count", 3))));
        assertEquals("5", WeldTomcat.ask(client, "total", items));
    }

    @Test
    void misfitIsToldByArgumentTypeAndKindButNotByValue() throws Exception {
        Socket client = tomcat.connected("/shop");
        assertEquals(
                "{\"error\":\"argument 0 (text) must be String, but a number came\"}",
                WeldTomcat.ask(client, "echo", 4711));
        assertEquals(
                "{\"error\":\"argument 1 (other) must be long, but nothing came\"}", WeldTomcat.ask(client, "sum", 1));
        assertEquals(
                "{\"error\":\"argument 0 (items) must be List<Item>, but a string came\"}",
                WeldTomcat.ask(client, "total", "4711"));
        assertEquals(
                "{\"error\":\"argument 0 (data) must be byte[], but a boolean came\"}",
                WeldTomcat.ask(client, "bytes", true));
    }

    @Test
    void mostSpecificErrorHandlerIsAsked() throws Exception {
        Socket client = tomcat.connected("/shop");
        assertEquals("{\"code\":7,\"error\":\"state known\"}", sorted(WeldTomcat.ask(client, "state")));
        assertEquals("{\"error\":\"internal error\"}", WeldTomcat.ask(client, "broken"));
    }

    @Test
    void connectingMayRefuseWithMessageAndData() throws Exception {
        String refusal = WeldTomcat.refused(tomcat.client("/shop", Map.of("user", "mallory")));
        assertEquals("{\"data\":{\"reason\":\"mallory\"},\"message\":\"forbidden\"}", sorted(refusal));
        assertEquals("{\"message\":\"runtime\"}", WeldTomcat.refused(tomcat.client("/shop", Map.of("user", "clumsy"))));
    }

    @Test
    void endIsSeenTwice() throws Exception {
        Socket client = tomcat.client("/shop", Map.of());
        BlockingQueue<String> welcomes = WeldTomcat.events(client, "welcome");
        WeldTomcat.connected(client);
        assertEquals("/shop", WeldTomcat.next(welcomes));
        LOG.clear();
        client.emit("nothing");
        assertEquals("any nothing", WeldTomcat.next(LOG));
        client.disconnect();
        assertEquals("leaving true client namespace disconnect", WeldTomcat.next(LOG));
        assertEquals("left 0 client namespace disconnect", WeldTomcat.next(LOG));
    }

    private static String sorted(String json) throws Exception {
        JSONObject object = new JSONObject(json);
        StringBuilder text = new StringBuilder("{");
        for (String key : new java.util.TreeSet<>(List.of(JSONObject.getNames(object)))) {
            text.append(text.length() > 1 ? "," : "")
                    .append(JSONObject.quote(key))
                    .append(':')
                    .append(object.get(key) instanceof String s ? JSONObject.quote(s) : object.get(key));
        }
        return text.append('}').toString();
    }

    @Test
    void handlerThatSeesTheEventStillAnswersWithWhatItReturns() throws Exception {
        assertEquals("null", WeldTomcat.ask(tomcat.connected("/details"), "find"));
    }

    @Test
    void missingArgumentIsAnEmptyOptional() throws Exception {
        Socket client = tomcat.connected("/details");
        assertEquals("Optional.empty OptionalInt.empty", WeldTomcat.ask(client, "maybe"));
        assertEquals("Optional[x] OptionalInt[7]", WeldTomcat.ask(client, "maybe", "x", 7));
    }

    @Test
    void wildcardsAreWhateverComes() throws Exception {
        Socket client = tomcat.connected("/details");
        assertEquals(
                "3",
                WeldTomcat.ask(
                        client, "any map", new JSONObject("{\"a\":1,\"b\":\"c\"}"), new org.json.JSONArray("[1]")));
    }
}
