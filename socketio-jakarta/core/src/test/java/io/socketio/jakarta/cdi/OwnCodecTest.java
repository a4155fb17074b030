package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.docs.OwnCodec;
import io.socketio.jakarta.json.PayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The application chooses how its payloads are read and written. */
class OwnCodecTest {

    public record Item(String itemName, int itemCount, String note) {}

    @SocketIoNamespace("/shop")
    public static class Shop {
        @OnEvent("item")
        Item item(Item item) {
            return item;
        }
    }

    /** Writes everything as one word. */
    private record Word(String word) implements PayloadCodec {
        @Override
        public void write(Object value, StringBuilder out, BinarySink binary) {
            out.append('"').append(word).append('"');
        }

        @Override
        public Object read(String json, Type type, List<byte[]> attachments) {
            return type == Map.class ? Map.of() : new Item(word, 1, word);
        }
    }

    @ApplicationScoped
    public static class Second {
        @Produces
        PayloadCodec codec() {
            return new Word("second");
        }
    }

    private static String ask(WeldTomcat tomcat) throws Exception {
        return WeldTomcat.ask(
                tomcat.connected("/shop"), "item", new JSONObject("{\"item_name\":\"tea\",\"item_count\":2}"));
    }

    @Test
    void beanIsUsedWithItsConfiguration() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Shop.class, OwnCodec.class)) {
            JSONObject item = new JSONObject(ask(tomcat));
            assertEquals(2, item.getInt("item_count"));
            assertEquals("tea", item.getString("item_name"));
            assertTrue(item.isNull("note") && item.has("note"));
        }
    }

    @Test
    void checkKnowsTheNamesOfTheConfiguration() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Shop.class, OwnCodec.class)) {
            assertEquals(
                    "{\"error\":\"argument 0.item_count must be int, but 1.5 came\"}",
                    WeldTomcat.ask(tomcat.connected("/shop"), "item", new JSONObject("{\"item_count\":1.5}")));
        }
    }

    @Test
    void attributeOfTheServletContextComesFirst() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(
                context ->
                        context.getServletContext().setAttribute(PayloadCodec.class.getName(), new Word("attribute")),
                Shop.class,
                OwnCodec.class)) {
            assertEquals("attribute", ask(tomcat));
        }
    }

    @Test
    void twoBeansFailTheDeployment() throws Exception {
        try (WeldTomcat tomcat = WeldTomcat.with(Shop.class, OwnCodec.class, Second.class)) {
            assertFalse(tomcat.isStarted());
        }
    }
}
