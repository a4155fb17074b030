package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Ack;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.json.PayloadException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/payloads.md says, on the wire. */
class PayloadsTest {

    private static WeldTomcat tomcat;

    @BeforeAll
    static void start() throws Exception {
        tomcat = WeldTomcat.with(Shop.class);
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.close();
    }

    public enum Size {
        SMALL,
        LARGE
    }

    public record Item(String name, int count, Size size, char shelf) {}

    public record PlaceOrder(List<Item> items, Map<String, Item> extras, Optional<Item> gift, LocalDate due) {}

    public record Price(BigDecimal amount, Instant at, Optional<String> note, String hint) {}

    public record Upload(String name, byte[] data) {}

    @SocketIoNamespace("/shop")
    public static class Shop {

        @OnConnect
        void listen(Socket socket) {
            socket.on("programmatic", event -> {
                try {
                    event.ack(event.arg(0, PlaceOrder.class).items().size());
                } catch (PayloadException e) {
                    event.ack(e.getMessage());
                }
            });
        }

        @OnEvent("order")
        String order(PlaceOrder order) {
            return String.valueOf(order);
        }

        @OnEvent("ratio")
        double ratio(double ratio) {
            return ratio;
        }

        @OnEvent("optional")
        String optional(Optional<Item> item, Integer count) {
            return item + " " + count;
        }

        @OnEvent("amount")
        BigDecimal amount(BigDecimal amount) {
            return amount;
        }

        @OnEvent("upload")
        Upload upload(Upload upload) {
            return upload;
        }

        @OnEvent("natural")
        String natural(List<Object> values) {
            return values.stream()
                    .map(value -> value.getClass().getSimpleName())
                    .toList()
                    .toString();
        }

        @OnEvent("price")
        Price price() {
            return new Price(new BigDecimal("12.50"), Instant.ofEpochMilli(1_500), Optional.empty(), null);
        }

        @OnEvent("map")
        Map<String, Object> map() {
            Map<String, Object> map = new TreeMap<>();
            map.put("amount", new BigDecimal("12.50"));
            map.put("at", Instant.ofEpochMilli(1_500));
            map.put("day", LocalDate.of(2026, 3, 1));
            map.put("half", Duration.ofMinutes(30));
            map.put("meeting", ZonedDateTime.of(2026, 3, 1, 9, 0, 0, 0, ZoneId.of("Europe/Berlin")));
            map.put("note", Optional.of("n"));
            map.put("nothing", null);
            map.put("size", Size.LARGE);
            return map;
        }
    }

    private static String ask(String event, Object... args) throws Exception {
        return WeldTomcat.ask(tomcat.connected("/shop"), event, args);
    }

    /** The acknowledgement as it was sent. */
    private static String wire(String event) throws Exception {
        try (RawPeer peer = new RawPeer(tomcat.uri("/socket.io/?EIO=4&transport=websocket"))) {
            peer.send("40/shop,");
            peer.awaitPrefix("40/shop,");
            peer.send("42/shop,1" + event);
            return peer.awaitPrefix("43/shop,1").substring("43/shop,1".length());
        }
    }

    private static String refusal(String order) throws Exception {
        return new JSONObject(ask("order", new JSONObject(order))).getString("error");
    }

    /** In the field: 1.5 became 1, 3e9 became -1294967296, "xy" became x. */
    @Test
    void refusalNamesThePlaceInTheArgument() throws Exception {
        assertEquals(
                "argument 0.items[2].count must be int, but 1.5 came",
                refusal("{\"items\":[{\"count\":1},{},{\"count\":1.5}]}"));
        assertEquals(
                "argument 0.extras.tea.count must be int, but 3000000000 came",
                refusal("{\"extras\":{\"tea\":{\"count\":3000000000}}}"));
        assertEquals("argument 0.gift.shelf must be char, but a string came", refusal("{\"gift\":{\"shelf\":\"xy\"}}"));
        assertEquals(
                "argument 0.items[0].size must be one of SMALL, LARGE, but a string came",
                refusal("{\"items\":[{\"size\":\"HUGE\"}]}"));
        assertEquals("argument 0.items[0].name must be String, but 5 came", refusal("{\"items\":[{\"name\":5}]}"));
        assertEquals("argument 0.items[0].count must be int, but null came", refusal("{\"items\":[{\"count\":null}]}"));
        assertEquals("argument 0.due must be LocalDate, but a string came", refusal("{\"due\":\"tomorrow\"}"));
        assertEquals("argument 0.items must be an array, but an object came", refusal("{\"items\":{}}"));
    }

    @Test
    void programmaticListenerIsToldThePlace() throws Exception {
        assertEquals(
                "argument 0.items[0].count must be int, but 1.5 came",
                ask("programmatic", new JSONObject("{\"items\":[{\"count\":1.5}]}")));
    }

    @Test
    void whatFitsIsBound() throws Exception {
        assertEquals(
                "PlaceOrder[items=[Item[name=tea, count=2, size=LARGE, shelf=a]], extras=null, gift=Optional.empty,"
                        + " due=2026-03-01]",
                ask(
                        "order",
                        new JSONObject("{\"items\":[{\"name\":\"tea\",\"count\":2,\"size\":\"LARGE\",\"shelf\":\"a\"}],"
                                + "\"due\":\"2026-03-01\",\"unknown\":[1]}")));
    }

    @Test
    void missingAndNullArgumentsAreEmptyOrNull() throws Exception {
        assertEquals("Optional.empty null", ask("optional"));
        assertEquals("Optional.empty null", ask("optional", JSONObject.NULL, JSONObject.NULL));
        assertEquals("{\"error\":\"argument 0 (ratio) must be double, but nothing came\"}", ask("ratio"));
        assertEquals("{\"error\":\"argument 0 (ratio) must be double, but null came\"}", ask("ratio", JSONObject.NULL));
    }

    @Test
    void numbersBeyondTheRangeOfDoubleAreRefused() throws Exception {
        assertEquals("[{\"error\":\"argument 0 (ratio) must be double, but 1e999 came\"}]", wire("[\"ratio\",1e999]"));
    }

    @Test
    void decimalsComeAsNumbersOrStringsAndKeepTheirDigits() throws Exception {
        assertEquals("[12.50]", wire("[\"amount\",12.50]"));
        assertEquals("[12345678901234567890.12]", wire("[\"amount\",\"12345678901234567890.12\"]"));
    }

    @Test
    void bytesInsideObjectsTravelAsBinary() throws Exception {
        JSONObject upload = new JSONObject().put("name", "a").put("data", new byte[] {1, 2});
        CompletableFuture<Object> answer = new CompletableFuture<>();
        tomcat.connected("/shop").emit("upload", new Object[] {upload}, (Ack) values -> answer.complete(values[0]));
        JSONObject read = (JSONObject) answer.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        assertArrayEquals(new byte[] {1, 2}, (byte[]) read.get("data"));
    }

    @Test
    void untypedValuesAreNatural() throws Exception {
        assertEquals(
                "[\"[Integer, Long, Double, String, Boolean, LinkedHashMap, ArrayList]\"]",
                wire("[\"natural\",[1,3000000000,1.5,\"x\",true,{},[]]]"));
    }

    @Test
    void valuesAreWrittenForJavaScript() throws Exception {
        assertEquals("[{\"amount\":12.50,\"at\":\"1970-01-01T00:00:01.500Z\"}]", wire("[\"price\"]"));
        assertEquals(
                "[{\"amount\":12.50,\"at\":\"1970-01-01T00:00:01.500Z\",\"day\":\"2026-03-01\",\"half\":\"PT30M\",\"meeting\":\"2026-03-01T09:00+01:00\",\"note\":\"n\",\"nothing\":null,"
                        + "\"size\":\"LARGE\"}]",
                wire("[\"map\"]"));
    }
}
