package io.socketio.jakarta.cluster.redis;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.map;
import static io.socketio.jakarta.cluster.message.Messages.message;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static io.socketio.jakarta.cluster.message.Messages.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two servers with npm {@code @socket.io/redis-adapter} 8.3.0 have sent each other through Redis 7.0.15, byte for byte, in both directions. */
class ClassicVectorsTest {

    private static final String A = "loTtww";
    private static final String B = "lkDcYR";
    private static final List<String> NOBODY = List.of();
    private static final Map<String, Object> NO_FLAGS = Map.of();

    private static final String HELLO_TO_ROOM =
            "93a66c6f5474777783a47479706502a46461746193a568656c6c6f01a178a36e7370a12f83a5726f6f6d7391a27231a665786365707491a27232a5666c61677380";
    private static final String HELLO_TO_ROOMS =
            "93a66c6f5474777783a47479706502a46461746191a568656c6c6fa36e7370a12f83a5726f6f6d7392a27231a27232a665786365707490a5666c61677380";
    private static final String BINARY =
            "93a66c6f5474777783a47479706502a46461746192a362696ec403010203a36e7370a12f83a5726f6f6d7390a665786365707490a5666c61677380";
    private static final String ALL_TYPES =
            "93a66c6f5474777783a47479706502a4646174619da174cb3ff8000000000000ffd1ff38ce00011170cf0000010000000000c0c3a2c3a982a164d7ff1d5353006553f100a16580c090c40101a36e7370a12f83a5726f6f6d7391a27231a665786365707490a5666c61677380";
    private static final String VOLATILE =
            "93a66c6f5474777783a47479706502a46461746191a176a36e7370a12f83a5726f6f6d7391a27231a665786365707490a5666c61677382a8766f6c6174696c65c3a8636f6d7072657373c2";
    private static final String FROM_SOCKET =
            "93a66c6f5474777783a47479706502a46461746192a2737401a36e7370a12f83a5726f6f6d7391a27231a665786365707491b4317769755a63766e61684f6e6e66673041414141a5666c61677380";
    private static final String WITH_ACK =
            "85a3756964a66c6f54747777a9726571756573744964a64f59716e3565a47479706507a67061636b657483a47479706502a46461746192a361736b01a36e7370a12fa46f70747383a5726f6f6d7391a27231a665786365707490a5666c61677381a774696d656f7574cd07d0";
    private static final String ACK = "83a47479706509a9726571756573744964a64f59716e3565a67061636b6574c40107";
    private static final String EMITTED =
            "93a7656d697474657283a47479706502a46461746192a568656c6c6f01a36e7370a12f83a5726f6f6d7391a27231a5666c61677381a8766f6c6174696c65c3a665786365707491a27232";

    private final MemoryRedis redis = new MemoryRedis();
    private final FakeNode a = new FakeNode("/", A);
    private final FakeNode b = new FakeNode("/", B);
    private final ClassicTransport fromA = transport(a);

    private ClassicTransport transport(FakeNode node) {
        return new ClassicTransport(
                redis,
                node,
                ClusterOptions.classic("redis://localhost"),
                new Unreadable(new RateLimitedLog(System::nanoTime)));
    }

    @BeforeEach
    void bReceives() {
        transport(b).open();
        b.rooms.put("r1", Set.of("s1"));
    }

    @Test
    void subscribesToFourChannels() {
        assertEquals(
                List.of(
                        "PATTERN socket.io#/#*",
                        "CHANNEL socket.io-request#/#",
                        "CHANNEL socket.io-response#/#",
                        "CHANNEL socket.io-response#/#lkDcYR#"),
                redis.names());
    }

    @Test
    void broadcastsAreArraysOnTheChannelOfTheirRoomOrOfAll() {
        fromA.publish(broadcast(a, opts(List.of("r1"), List.of("r2"), NO_FLAGS), "hello", 1, "x"));
        fromA.publish(broadcast(a, opts(List.of("r1", "r2"), NOBODY, NO_FLAGS), "hello"));
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "bin", new byte[] {1, 2, 3}));
        fromA.publish(broadcast(a, opts(List.of("r1"), NOBODY, map("volatile", true, "compress", false)), "v"));
        fromA.publish(broadcast(a, opts(List.of("r1"), List.of("1wiuZcvnahOnnfg0AAAA"), NO_FLAGS), "st", 1));
        assertEquals(
                List.of(
                        "socket.io#/#r1# " + HELLO_TO_ROOM,
                        "socket.io#/# " + HELLO_TO_ROOMS,
                        "socket.io#/# " + BINARY,
                        "socket.io#/#r1# " + VOLATILE,
                        "socket.io#/#r1# " + FROM_SOCKET),
                redis.sent());
    }

    @Test
    void broadcastsAreRead() {
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#r1#", HELLO_TO_ROOM);
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#", HELLO_TO_ROOMS);
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#", BINARY);
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#r1#", VOLATILE);
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#r1#", EMITTED);
        assertEquals(
                List.of(
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"],\"flags\":{}}},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\"],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\",\"r2\"],\"except\":[],\"flags\":{}}},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"bin\",{\"type\":\"Buffer\",\"data\":[1,2,3]}],\"nsp\":\"/\"},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"v\"],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{\"volatile\":true,\"compress\":false}}},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"flags\":{\"volatile\":true},\"except\":[\"r2\"]}},\"uid\":\"emitter\",\"nsp\":\"/\"}"),
                b.texts());
    }

    /** Dates become texts, as a server on Node.js sends them to clients; undefined is null. */
    @Test
    void allTypesOfValuesAreRead() {
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#r1#", ALL_TYPES);
        String text = b.texts().get(0);
        assertTrue(
                text.contains(
                        "[\"t\",1.5,-1,-200,70000,1099511627776,null,true,\"é\",{\"d\":\"2023-11-14T22:13:20.123Z\",\"e\":{}},null,[],{\"type\":\"Buffer\",\"data\":[1]}]"),
                text);
    }

    @Test
    void whatIsForOtherRoomsAndNamespacesOrComesBackIsDropped() {
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#r9#", HELLO_TO_ROOM);
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#", HELLO_TO_ROOMS.replace("a36e7370a12f", "a36e7370a22f78"));
        redis.receivesHex(Kind.CHANNEL, "socket.io#/#", HELLO_TO_ROOMS.replace("a66c6f54747777", "a66c6b44635952"));
        assertEquals(List.of(), b.texts());
    }

    @Test
    void joinsLeavesAndDisconnectsAreJsonWithoutFlags() {
        Map<String, Object> toRoom = opts(List.of("r1"), NOBODY, NO_FLAGS);
        fromA.publish(message(
                a,
                Type.SOCKETS_JOIN,
                "opts",
                opts(List.of("r1"), List.of("r9"), NO_FLAGS),
                "rooms",
                List.of("r3", "r4")));
        fromA.publish(message(a, Type.SOCKETS_LEAVE, "opts", toRoom, "rooms", List.of("r4")));
        fromA.publish(message(a, Type.DISCONNECT_SOCKETS, "opts", toRoom, "close", true));
        List<String> sent = List.of(
                "socket.io-request#/# {\"uid\":\"loTtww\",\"type\":2,\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r9\"]},\"rooms\":[\"r3\",\"r4\"]}",
                "socket.io-request#/# {\"uid\":\"loTtww\",\"type\":3,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r4\"]}",
                "socket.io-request#/# {\"uid\":\"loTtww\",\"type\":4,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"close\":true}");
        assertEquals(sent, redis.sent());
        sent.forEach(each -> redis.receives(Kind.CHANNEL, "socket.io-request#/#", each.substring(21)));
        assertEquals(
                List.of(
                        "{\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r9\"]},\"rooms\":[\"r3\",\"r4\"]},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":5,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r4\"]},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":6,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"close\":true},\"uid\":\"loTtww\",\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void fetchSocketsIsAskedAndAnsweredInJson() {
        fromA.publish(message(a, Type.FETCH_SOCKETS, "opts", opts(NOBODY, NOBODY, NO_FLAGS), "requestId", "fk5h5w"));
        String request =
                "{\"uid\":\"loTtww\",\"requestId\":\"fk5h5w\",\"type\":5,\"opts\":{\"rooms\":[],\"except\":[]}}";
        assertEquals(List.of("socket.io-request#/# " + request), redis.sent());
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", request);
        assertEquals(
                List.of(
                        "{\"type\":7,\"data\":{\"requestId\":\"fk5h5w\",\"opts\":{\"rooms\":[],\"except\":[]}},\"uid\":\"loTtww\",\"nsp\":\"/\"}"),
                b.texts());

        Map<String, Object> socket = map("id", "_rXmwXG5Bj14GNMRAAAB", "rooms", List.of("r1"), "data", map("n", "B"));
        transport(b)
                .respond(A, message(b, Type.FETCH_SOCKETS_RESPONSE, "requestId", "fk5h5w", "sockets", List.of(socket)));
        String response =
                "{\"requestId\":\"fk5h5w\",\"sockets\":[{\"id\":\"_rXmwXG5Bj14GNMRAAAB\",\"rooms\":[\"r1\"],\"data\":{\"n\":\"B\"}}]}";
        assertEquals(List.of("socket.io-response#/# " + response), redis.sent());
        redis.receives(Kind.CHANNEL, "socket.io-response#/#lkDcYR#", response);
        assertEquals(
                List.of(
                        "{\"type\":8,\"data\":{\"requestId\":\"fk5h5w\",\"sockets\":[{\"id\":\"_rXmwXG5Bj14GNMRAAAB\",\"rooms\":[\"r1\"],\"data\":{\"n\":\"B\"}}]},\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void eventsBetweenServersAreJson() {
        fromA.publish(message(a, Type.SERVER_SIDE_EMIT, "requestId", "MY3HRU", "packet", List.of("ping", "x")));
        fromA.publish(message(a, Type.SERVER_SIDE_EMIT, "packet", List.of("ping", "x", 1)));
        String withAck = "{\"uid\":\"loTtww\",\"requestId\":\"MY3HRU\",\"type\":6,\"data\":[\"ping\",\"x\"]}";
        String without = "{\"uid\":\"loTtww\",\"type\":6,\"data\":[\"ping\",\"x\",1]}";
        assertEquals(List.of("socket.io-request#/# " + withAck, "socket.io-request#/# " + without), redis.sent());
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", withAck);
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", without);
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", "{\"uid\":\"emitter\",\"type\":6,\"data\":[\"ping\",1]}");
        assertEquals(
                List.of(
                        "{\"type\":9,\"data\":{\"requestId\":\"MY3HRU\",\"packet\":[\"ping\",\"x\"]},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":9,\"data\":{\"packet\":[\"ping\",\"x\",1]},\"uid\":\"loTtww\",\"nsp\":\"/\"}",
                        "{\"type\":9,\"data\":{\"packet\":[\"ping\",1]},\"uid\":\"emitter\",\"nsp\":\"/\"}"),
                b.texts());

        transport(b)
                .respond(
                        A,
                        message(
                                b,
                                Type.SERVER_SIDE_EMIT_RESPONSE,
                                "requestId",
                                "MY3HRU",
                                "packet",
                                map("from", "B", "bin", new byte[] {9})));
        String response =
                "{\"type\":6,\"requestId\":\"MY3HRU\",\"data\":{\"from\":\"B\",\"bin\":{\"type\":\"Buffer\",\"data\":[9]}}}";
        assertEquals(List.of("socket.io-response#/# " + response), redis.sent());
        redis.receives(Kind.CHANNEL, "socket.io-response#/#", response);
        assertEquals(
                List.of(
                        "{\"type\":10,\"data\":{\"requestId\":\"MY3HRU\",\"packet\":{\"from\":\"B\",\"bin\":{\"type\":\"Buffer\",\"data\":[9]}}},\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void broadcastsWithAcknowledgementAreMsgpackRequests() {
        fromA.publish(message(
                a,
                Type.BROADCAST,
                "packet",
                packet("ask", 1),
                "requestId",
                "OYqn5e",
                "opts",
                opts(List.of("r1"), NOBODY, map("timeout", 2000))));
        assertEquals(List.of("socket.io-request#/# " + WITH_ACK), redis.sent());
        redis.receivesHex(Kind.CHANNEL, "socket.io-request#/#", WITH_ACK);
        assertEquals(
                List.of(
                        "{\"type\":3,\"data\":{\"requestId\":\"OYqn5e\",\"packet\":{\"type\":2,\"data\":[\"ask\",1],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{\"timeout\":2000}}},\"uid\":\"loTtww\",\"nsp\":\"/\"}"),
                b.texts());

        ClassicTransport fromB = transport(b);
        fromB.respond(A, message(b, Type.BROADCAST_CLIENT_COUNT, "requestId", "OYqn5e", "clientCount", 1));
        fromB.respond(A, message(b, Type.BROADCAST_ACK, "requestId", "OYqn5e", "packet", new byte[] {7}));
        String count = "{\"type\":8,\"requestId\":\"OYqn5e\",\"clientCount\":1}";
        assertEquals(List.of("socket.io-response#/# " + count, "socket.io-response#/# " + ACK), redis.sent());
        redis.receives(Kind.CHANNEL, "socket.io-response#/#", count);
        redis.receivesHex(Kind.CHANNEL, "socket.io-response#/#", ACK);
        assertEquals(
                List.of(
                        "{\"type\":11,\"data\":{\"requestId\":\"OYqn5e\",\"clientCount\":1},\"nsp\":\"/\"}",
                        "{\"type\":12,\"data\":{\"requestId\":\"OYqn5e\",\"packet\":{\"type\":\"Buffer\",\"data\":[7]}},\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void roomsAndSocketsAreToldToThoseWhoAsk() {
        redis.receives(
                Kind.CHANNEL, "socket.io-request#/#", "{\"uid\":\"loTtww\",\"requestId\":\"j8IBfB\",\"type\":1}");
        redis.receives(
                Kind.CHANNEL,
                "socket.io-request#/#",
                "{\"uid\":\"loTtww\",\"requestId\":\"j8IBfC\",\"type\":0,\"rooms\":[]}");
        assertEquals(
                List.of(
                        "socket.io-response#/# {\"requestId\":\"j8IBfB\",\"rooms\":[\"r1\"]}",
                        "socket.io-response#/# {\"requestId\":\"j8IBfC\",\"sockets\":[\"s1\"]}"),
                redis.sent());
    }

    /** As version 7 sends them. The server that has the socket confirms. */
    @Test
    void requestsForOneSocketAreConfirmedByItsServer() {
        b.rooms.put("s1", Set.of("s1"));
        String join = "{\"uid\":\"loTtww\",\"requestId\":\"q\",\"type\":2,\"sid\":\"%s\",\"room\":\"r5\"}";
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", join.formatted("s1"));
        redis.receives(Kind.CHANNEL, "socket.io-request#/#", join.formatted("elsewhere"));
        assertEquals(List.of("socket.io-response#/# {\"requestId\":\"q\"}"), redis.sent());
        assertEquals(1, b.received.size());
        assertEquals(List.of("r5"), b.received.get(0).data("rooms"));
        assertEquals(List.of("s1"), b.received.get(0).rooms());
    }

    /** From {@code @socket.io/redis-emitter}: without a uid. */
    @Test
    void requestsOfEmittersHaveNoUid() {
        redis.receives(
                Kind.CHANNEL,
                "socket.io-request#/#",
                "{\"type\":2,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r3\"]}");
        assertEquals(
                List.of(
                        "{\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r3\"]},\"nsp\":\"/\"}"),
                b.texts());
    }

    @Test
    void namesOfRoomsMayContainAnything() {
        String name = "room with ## *?[\\";
        b.rooms.put(name, Set.of("s1"));
        fromA.publish(broadcast(a, opts(List.of(name), NOBODY, NO_FLAGS), "x"));
        String[] sent = redis.sent().get(0).split(" (?=[0-9a-f]+$)");
        assertEquals("socket.io#/#" + name + "#", sent[0]);
        redis.receivesHex(Kind.CHANNEL, sent[0], sent[1]);
        assertEquals(1, b.received.size());
    }

    @Test
    void namesOfNamespacesAreNoPatterns() {
        redis.close();
        transport(new FakeNode("/a*[b]?\\", "x")).open();
        assertEquals("PATTERN socket.io#/a\\*\\[b\\]\\?\\\\#*", redis.names().get(0));
    }

    @Test
    void nothingArrivesAfterClose() {
        ClassicTransport toB = transport(b);
        toB.close();
        assertEquals(List.of(), redis.names());
    }
}
