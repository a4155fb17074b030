package io.socketio.jakarta.cluster.redis;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.map;
import static io.socketio.jakarta.cluster.message.Messages.message;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static io.socketio.jakarta.cluster.message.Messages.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What two servers with the sharded adapter of npm {@code @socket.io/redis-adapter} 8.3.0 have sent each other, byte for byte, in both directions. */
class ShardedVectorsTest {

    private static final String A = "d987351d16029d5e";
    private static final String B = "667bc7e86bcea5f4";
    private static final List<String> NOBODY = List.of();
    private static final Map<String, Object> NO_FLAGS = Map.of();

    private static final String HELLO =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"]},\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"],\"flags\":{}}},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}";
    private static final String BINARY =
            "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490a5666c61677380a3756964b064393837333531643136303239643565a36e7370a12f";
    private static final String JOIN =
            "{\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r9\"],\"flags\":{}},\"rooms\":[\"r3\",\"r4\"]},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}";
    private static final String FETCH =
            "{\"type\":7,\"data\":{\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}},\"requestId\":\"614d9eafdc1e9fbd\"},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}";
    private static final String SERVER_EVENT =
            "{\"type\":9,\"data\":{\"requestId\":\"1eb87c0a139c38cc\",\"packet\":[\"ping\",\"x\"]},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}";
    private static final String SERVER_EVENT_RESPONSE =
            "84a4747970650aa46461746182a9726571756573744964b031656238376330613133396333386363a67061636b657482a466726f6da142a362696ec40109a3756964b036363762633765383662636561356634a36e7370a12f";
    private static final String WITH_ACK =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"ask\",1]},\"requestId\":\"b3de4eec8470e486\",\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{\"timeout\":2000}}},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}";
    private static final String COUNT =
            "{\"type\":11,\"data\":{\"requestId\":\"b3de4eec8470e486\",\"clientCount\":1},\"uid\":\"667bc7e86bcea5f4\",\"nsp\":\"/\"}";
    private static final String ACK =
            "84a4747970650ca46461746182a9726571756573744964b062336465346565633834373065343836a67061636b6574c40107a3756964b036363762633765383662636561356634a36e7370a12f";

    private final MemoryRedis redis = new MemoryRedis();
    private final FakeNode a = new FakeNode("/", A);
    private final FakeNode b = new FakeNode("/", B);

    private ShardedTransport transport(FakeNode node, SubscriptionMode mode) {
        return new ShardedTransport(
                redis,
                node,
                ClusterOptions.sharded("redis://localhost").withSubscriptionMode(mode),
                new Unreadable(new RateLimitedLog(System::nanoTime)));
    }

    @Test
    void messagesAreJsonAndThoseWithBinaryMsgpack() {
        ShardedTransport fromA = transport(a, SubscriptionMode.DYNAMIC);
        fromA.publish(broadcast(a, opts(List.of("r1"), List.of("r2"), NO_FLAGS), "hello", 1, "x"));
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "bin", new byte[] {1, 2, 3}));
        fromA.publish(message(
                a,
                Type.SOCKETS_JOIN,
                "opts",
                opts(List.of("r1"), List.of("r9"), NO_FLAGS),
                "rooms",
                List.of("r3", "r4")));
        fromA.publish(message(
                a, Type.FETCH_SOCKETS, "opts", opts(NOBODY, NOBODY, NO_FLAGS), "requestId", "614d9eafdc1e9fbd"));
        fromA.publish(
                message(a, Type.SERVER_SIDE_EMIT, "requestId", "1eb87c0a139c38cc", "packet", List.of("ping", "x")));
        fromA.publish(message(
                a,
                Type.BROADCAST,
                "packet",
                packet("ask", 1),
                "requestId",
                "b3de4eec8470e486",
                "opts",
                opts(List.of("r1"), NOBODY, map("timeout", 2000))));
        assertEquals(
                List.of(
                        "socket.io#/#r1# " + HELLO,
                        "socket.io#/# " + BINARY,
                        "socket.io#/# " + JOIN,
                        "socket.io#/# " + FETCH,
                        "socket.io#/# " + SERVER_EVENT,
                        "socket.io#/# " + WITH_ACK),
                redis.sent());
    }

    @Test
    void responsesGoToTheServerThatHasAsked() {
        ShardedTransport fromB = transport(b, SubscriptionMode.DYNAMIC);
        fromB.respond(
                A,
                message(
                        b,
                        Type.SERVER_SIDE_EMIT_RESPONSE,
                        "requestId",
                        "1eb87c0a139c38cc",
                        "packet",
                        map("from", "B", "bin", new byte[] {9})));
        fromB.respond(A, message(b, Type.BROADCAST_CLIENT_COUNT, "requestId", "b3de4eec8470e486", "clientCount", 1));
        fromB.respond(A, message(b, Type.BROADCAST_ACK, "requestId", "b3de4eec8470e486", "packet", new byte[] {7}));
        assertEquals(
                List.of(
                        "socket.io#/#d987351d16029d5e# " + SERVER_EVENT_RESPONSE,
                        "socket.io#/#d987351d16029d5e# " + COUNT,
                        "socket.io#/#d987351d16029d5e# " + ACK),
                redis.sent());
    }

    @Test
    void allMessagesAreRead() {
        transport(b, SubscriptionMode.STATIC).open();
        for (String json : List.of(HELLO, JOIN, FETCH, SERVER_EVENT, WITH_ACK)) {
            redis.receives(Kind.SHARD, "socket.io#/#", json);
        }
        redis.receivesHex(Kind.SHARD, "socket.io#/#", BINARY);
        assertEquals(
                List.of(
                        HELLO,
                        JOIN,
                        FETCH,
                        SERVER_EVENT,
                        WITH_ACK,
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"bin\",{\"type\":\"Buffer\",\"data\":[1,2,3]}]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void allResponsesAreRead() {
        transport(a, SubscriptionMode.STATIC).open();
        String own = "socket.io#/#d987351d16029d5e#";
        redis.receivesHex(Kind.SHARD, own, SERVER_EVENT_RESPONSE);
        redis.receives(Kind.SHARD, own, COUNT);
        redis.receivesHex(Kind.SHARD, own, ACK);
        assertEquals(
                List.of(
                        "{\"type\":10,\"data\":{\"requestId\":\"1eb87c0a139c38cc\",\"packet\":{\"from\":\"B\",\"bin\":{\"type\":\"Buffer\",\"data\":[9]}}},\"uid\":\"667bc7e86bcea5f4\",\"nsp\":\"/\"}",
                        COUNT,
                        "{\"type\":12,\"data\":{\"requestId\":\"b3de4eec8470e486\",\"packet\":{\"type\":\"Buffer\",\"data\":[7]}},\"uid\":\"667bc7e86bcea5f4\",\"nsp\":\"/\"}"),
                a.texts());
    }

    /** Version 8.2 does not tell the namespace; 8.3 drops its messages, this server does not. */
    @Test
    void messagesWithoutNamespaceAreThoseOfTheChannel() {
        transport(b, SubscriptionMode.STATIC).open();
        redis.receives(Kind.SHARD, "socket.io#/#", HELLO.replace(",\"nsp\":\"/\"", ""));
        assertEquals(List.of(HELLO), b.texts());
    }

    @Test
    void channelsOfRoomsDependOnTheMode() {
        String socketId = "cJ-7lGoP17dRrxmXAAAB";
        for (SubscriptionMode mode : SubscriptionMode.values()) {
            redis.close();
            b.rooms.put(socketId, Set.of(socketId));
            ShardedTransport toB = transport(b, mode);
            toB.open();
            if (toB.followsRooms()) {
                toB.onRoomCreated("r1");
                toB.onRoomCreated(socketId);
                toB.onRoomCreated("r2");
                toB.onRoomDeleted("r2");
            }
            List<String> both = List.of("SHARD socket.io#/#", "SHARD socket.io#/#667bc7e86bcea5f4#");
            List<String> names = new java.util.ArrayList<>(both);
            if (mode != SubscriptionMode.STATIC) {
                names.add("SHARD socket.io#/#r1#");
            }
            if (mode == SubscriptionMode.DYNAMIC_PRIVATE) {
                names.add("SHARD socket.io#/#" + socketId + "#");
            }
            assertEquals(names, redis.names(), mode.name());
            toB.publish(broadcast(b, opts(List.of("r1"), NOBODY, NO_FLAGS), "x"));
            toB.publish(broadcast(b, opts(List.of(socketId), NOBODY, NO_FLAGS), "x"));
            List<String> channels =
                    redis.sent().stream().map(each -> each.split(" ")[0]).toList();
            assertEquals(
                    List.of(
                            mode == SubscriptionMode.STATIC ? "socket.io#/#" : "socket.io#/#r1#",
                            mode == SubscriptionMode.DYNAMIC_PRIVATE
                                    ? "socket.io#/#" + socketId + "#"
                                    : "socket.io#/#"),
                    channels,
                    mode.name());
            toB.close();
            assertEquals(List.of(), redis.names(), mode.name());
        }
    }
}
