package io.socketio.jakarta.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Garbage on every channel harms nobody: nothing is thrown into the client of Redis, nothing reaches the namespace. */
class BadPayloadsTest {

    private static final List<String> HOSTILE = List.of(
            "",
            "00",
            "c1",
            "dd7fffffff",
            "df7fffffff",
            "c67fffffff00",
            "db7fffffff",
            "91".repeat(200_000),
            "9391" + "91".repeat(300),
            "93c0c0c0",
            "90",
            "91a161",
            "92a161c0",
            "c0",
            hex("{"),
            hex("{}"),
            hex("{\"type\":99}"),
            hex("{\"type\":\"3\"}"),
            hex("[".repeat(100_000)),
            hex("{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}"),
            hex("{\"type\":5,\"uid\":\"own\"}"));

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private final MemoryRedis redis = new MemoryRedis();
    private final FakeNode node = new FakeNode("/", "own");
    private final Unreadable unreadable = new Unreadable(new RateLimitedLog(System::nanoTime));

    private void open(ClusterOptions options) {
        switch (options.adapter()) {
            case CLASSIC -> new ClassicTransport(redis, node, options, unreadable).open();
            case SHARDED ->
                new ShardedTransport(redis, node, options.withSubscriptionMode(SubscriptionMode.STATIC), unreadable)
                        .open();
            case STREAMS -> {
                StreamReader reader = new StreamReader(
                        redis.streams, "socket.io", options.stream(), new RateLimitedLog(System::nanoTime));
                reader.start();
                new StreamsTransport(redis, node, options, reader, new Limiter(1), unreadable).open();
            }
        }
    }

    private void receiveEverywhere(byte[] payload) {
        List<Redis.Subscription> all = new ArrayList<>(redis.subscriptions.keySet());
        for (Redis.Subscription each : all) {
            boolean pattern = each.kind() == Kind.PATTERN;
            String channel = pattern ? each.name().substring(0, each.name().length() - 1) : each.name();
            redis.receives(pattern ? Kind.CHANNEL : each.kind(), channel, payload);
        }
    }

    @Test
    void hostilePayloadsAreIgnoredOnEveryChannel() {
        open(ClusterOptions.classic("redis://localhost"));
        open(ClusterOptions.sharded("redis://localhost"));
        open(ClusterOptions.streams("redis://localhost"));
        for (String payload : HOSTILE) {
            receiveEverywhere(HexFormat.of().parseHex(payload));
        }
        assertEquals(List.of(), node.texts());
        assertEquals(List.of(), redis.sent());
    }

    /** What has the right shape is left to the server, which ignores what makes no sense. */
    @Test
    void nonsenseInTheRightShapeNeverThrows() {
        open(ClusterOptions.classic("redis://localhost"));
        open(ClusterOptions.sharded("redis://localhost"));
        open(ClusterOptions.streams("redis://localhost"));
        for (String payload : List.of(
                "93a16180c0",
                hex("{\"type\":8,\"sockets\":7}"),
                hex("{\"type\":2,\"opts\":{},\"rooms\":7}"),
                hex("{\"type\":2,\"sid\":7,\"room\":[]}"),
                hex("{\"type\":7,\"requestId\":\"x\",\"packet\":[]}"),
                hex("{\"type\":3,\"data\":[],\"uid\":7,\"nsp\":\"/\"}"))) {
            receiveEverywhere(HexFormat.of().parseHex(payload));
        }
        assertEquals(List.of(), redis.sent());
    }

    @Test
    void messagesBeyondTheLimitAreNotRead() {
        open(ClusterOptions.sharded("redis://localhost").withMaxMessageBytes(100));
        String message = "{\"type\":4,\"data\":{\"rooms\":[\"%s\"]},\"uid\":\"x\",\"nsp\":\"/\"}";
        redis.receives(Kind.SHARD, "socket.io#/#", message.formatted("r"));
        redis.receives(Kind.SHARD, "socket.io#/#", message.formatted("r".repeat(100)));
        assertEquals(1, node.texts().size());
    }

    @Test
    void damagedMessagesNeverThrow() {
        open(ClusterOptions.classic("redis://localhost"));
        open(ClusterOptions.sharded("redis://localhost"));
        open(ClusterOptions.streams("redis://localhost"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] message = HexFormat.of()
                .parseHex(
                        "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490a5666c61677380a3756964b064393837333531643136303239643565a36e7370a12f");
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = java.util.Arrays.copyOf(message, 1 + random.nextInt(message.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                receiveEverywhere(damaged);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(damaged), e);
            }
        }
    }
}
