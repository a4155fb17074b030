package io.socketio.jakarta.json.jsonb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecContract;
import io.socketio.jakarta.json.PayloadException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.spi.JsonbProvider;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonbPayloadCodecTest extends PayloadCodecContract {

    private final List<JsonbPayloadCodec> codecs = new ArrayList<>();

    @Override
    protected PayloadCodec codec() {
        return track(new JsonbPayloadCodec());
    }

    private JsonbPayloadCodec track(JsonbPayloadCodec codec) {
        codecs.add(codec);
        return codec;
    }

    @AfterEach
    void closeCodecs() {
        codecs.forEach(JsonbPayloadCodec::close);
    }

    public record Named(@JsonbProperty("first") String firstName, String lastName) {}

    record Hidden(String name) {}

    public record Tree(JsonObject object, JsonValue value) {}

    @Test
    void jsonValuesAreTakenAndGivenAsTheyAre() {
        PayloadCodec codec = codec();
        StringBuilder out = new StringBuilder();
        codec.write(Json.createObjectBuilder().add("a", "b\"c").addNull("n").build(), out, bytes -> "?");
        assertEquals("{\"a\":\"b\\\"c\",\"n\":null}", out.toString());

        assertEquals(1, ((JsonObject) codec.read("{\"a\":1}", JsonObject.class, List.of())).getInt("a"));
        assertEquals(2, ((JsonArray) codec.read("[1,2]", JsonArray.class, List.of())).size());
        assertEquals(2.5, ((JsonNumber) codec.read("2.5", JsonNumber.class, List.of())).doubleValue());
        assertSame(JsonValue.NULL, codec.read("null", JsonValue.class, List.of()));
        assertThrows(PayloadException.class, () -> codec.read("[]", JsonObject.class, List.of()));
        // In its raw form a placeholder stays one.
        JsonObject raw = (JsonObject) codec.read(PLACEHOLDER_0, JsonValue.class, List.of(new byte[1]));
        assertTrue(raw.getBoolean("_placeholder"));
        Tree tree = (Tree) codec.read("{\"object\":{\"a\":1},\"value\":[]}", Tree.class, List.of());
        assertEquals(1, tree.object().getInt("a"));
    }

    @Test
    void annotationsAndConfigurationAreHeeded() {
        JsonbPayloadCodec codec = track(new JsonbPayloadCodec(
                new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)));
        StringBuilder out = new StringBuilder();
        codec.write(new Named("a", "b"), out, bytes -> "?");
        assertEquals("{\"first\":\"a\",\"last_name\":\"b\"}", out.toString());
        assertEquals(new Named("a", "b"), codec.read(out.toString(), Named.class, List.of()));
    }

    @Test
    void dateFormatOfTheConfigurationWins() {
        JsonbPayloadCodec codec = track(new JsonbPayloadCodec(new JsonbConfig().withDateFormat("yyyy", null)));
        StringBuilder out = new StringBuilder();
        codec.write(Map.of("i", Instant.EPOCH), out, bytes -> "?");
        assertEquals("{\"i\":\"1970\"}", out.toString());
    }

    @Test
    void wholeNumbersMayHaveAPointOrAnExponent() {
        assertEquals(1, codec().read("1.0", int.class, List.of()));
        assertEquals(1000L, codec().read("1e3", long.class, List.of()));
    }

    @Test
    void givenConfigurationIsNotChanged() {
        JsonbConfig config = new JsonbConfig();
        track(new JsonbPayloadCodec(config));
        assertEquals(Map.of(), config.getAsMap());
    }

    @Test
    void recordThatIsNotPublicFailsWithAHint() {
        PayloadCodec codec = codec();
        PayloadException read =
                assertThrows(PayloadException.class, () -> codec.read("{\"name\":\"x\"}", Hidden.class, List.of()));
        assertTrue(read.getMessage().endsWith("(JSON-B binds only public records)"), read.getMessage());
        PayloadException write = assertThrows(
                PayloadException.class, () -> codec.write(new Hidden("x"), new StringBuilder(), bytes -> "?"));
        assertTrue(write.getMessage().endsWith("(JSON-B binds only public records)"), write.getMessage());
    }

    @Test
    void arrayOfNumbersServesAsBinary() {
        PayloadCodec codec = codec();
        Upload upload = (Upload) codec.read("{\"data\":[0,127,128,255,-1]}", Upload.class, List.of());
        assertEquals(List.of(0, 127, -128, -1, -1), boxed(upload.data()));
        assertThrows(PayloadException.class, () -> codec.read("[256]", byte[].class, List.of()));
        assertThrows(PayloadException.class, () -> codec.read("[0.5]", byte[].class, List.of()));
        assertThrows(PayloadException.class, () -> codec.read("\"AA==\"", byte[].class, List.of()));
    }

    /** Each call must see its own binary, whichever binding serves it. */
    @Test
    void concurrentCallsDoNotMixTheirBinary() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("JsonbPayloadCodecTest.concurrentCallsDoNotMixTheirBinary seed " + seed);
        PayloadCodec codec = codec();
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<?>> results = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Random random = new Random(seed + t);
            results.add(executor.submit(() -> {
                start.await();
                for (int i = 0; i < 2_000; i++) {
                    roundTrip(codec, random);
                }
                return null;
            }));
        }
        try {
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void roundTrip(PayloadCodec codec, Random random) {
        Bean bean = new Bean();
        bean.chunks = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            bean.chunks.add(new byte[] {(byte) random.nextInt()});
        }
        List<byte[]> taken = new ArrayList<>();
        StringBuilder out = new StringBuilder();
        codec.write(bean, out, bytes -> {
            taken.add(bytes);
            if (random.nextInt(16) == 0) {
                // A sink that writes again is strange, but must not get the outer binding.
                codec.write(new Upload("inner", new byte[1]), new StringBuilder(), inner -> PLACEHOLDER_0);
            }
            return "{\"_placeholder\":true,\"num\":" + (taken.size() - 1) + "}";
        });
        assertEquals(bean.chunks, taken);
        if (random.nextInt(8) == 0) {
            assertThrows(PayloadException.class, () -> codec.read("{\"chunks\":7}", Bean.class, taken));
        }
        assertEquals(bean.chunks, ((Bean) codec.read(out.toString(), Bean.class, taken)).chunks);
    }

    @Test
    void poolIsBoundedAndEmptiedByClose() {
        BindingPool pool =
                new BindingPool(() -> new JsonbBinding(Map.of(), JsonbProvider.provider(), JsonProvider.provider()), 2);
        List<JsonbBinding> taken = List.of(pool.take(), pool.take(), pool.take());
        assertEquals(0, pool.idle());
        taken.forEach(pool::giveBack);
        assertEquals(2, pool.idle());
        JsonbBinding last = pool.take();
        assertSame(taken.get(1), last);
        pool.close();
        assertEquals(0, pool.idle());
        pool.giveBack(last);
        assertEquals(0, pool.idle());
    }

    private static List<Integer> boxed(byte[] bytes) {
        List<Integer> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add((int) b);
        }
        return list;
    }
}
