package io.socketio.jakarta.json.jsonb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.PayloadMismatch;
import jakarta.json.bind.JsonbConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.johnzon.core.JsonProviderImpl;
import org.apache.johnzon.jsonb.JohnzonProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JSON-B of TomEE. It bound every class as a map, because it asks the deserializer of Object for all of them. */
class JohnzonTest {

    private final JsonbPayloadCodec codec =
            new JsonbPayloadCodec(new JsonbConfig(), new JohnzonProvider(), new JsonProviderImpl());

    @AfterEach
    void close() {
        codec.close();
    }

    public record Line(String name, int count, char grade) {}

    public record Order(List<Line> items, Map<String, Line> extras, Optional<Line> gift, LocalDate due) {}

    public static class Bean {
        public int count;
        public Object any;
    }

    @Test
    void recordsAndBeansAreBound() {
        Order order = new Order(
                List.of(new Line("tea", 2, 'a')),
                Map.of("x", new Line("cup", 1, 'b')),
                Optional.empty(),
                LocalDate.of(2026, 3, 1));
        StringBuilder out = new StringBuilder();
        codec.write(order, out, bytes -> "?");
        assertEquals(order, codec.read(out.toString(), Order.class, List.of()));
        Bean bean = (Bean) codec.read("{\"count\":3,\"any\":[\"x\"]}", Bean.class, List.of());
        assertEquals(3, bean.count);
        assertEquals(List.of("x"), bean.any);
        assertTrue(codec.toString().contains("johnzon"), codec.toString());
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsPath() {
        refused("items[1].count must be int, but 1.5 came", "{\"items\":[{},{\"count\":1.5}]}");
        refused("extras.x.count must be int, but 3e9 came", "{\"extras\":{\"x\":{\"count\":3e9}}}");
        refused("gift.grade must be char, but a string came", "{\"gift\":{\"grade\":\"xy\"}}");
    }

    private void refused(String message, String json) {
        PayloadMismatch mismatch = assertThrows(PayloadMismatch.class, () -> codec.read(json, Order.class, List.of()));
        assertEquals(message, mismatch.getMessage());
    }
}
