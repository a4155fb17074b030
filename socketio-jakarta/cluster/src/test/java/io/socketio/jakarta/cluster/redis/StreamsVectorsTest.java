package io.socketio.jakarta.cluster.redis;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.map;
import static io.socketio.jakarta.cluster.message.Messages.message;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static io.socketio.jakarta.cluster.message.Messages.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two servers with npm {@code @socket.io/redis-streams-adapter} 0.3.1 have sent each other, byte for byte, in both directions. */
class StreamsVectorsTest {

    private static final String A = "43ac45c82c8ec20c";
    private static final String B = "0218075f7cd915c0";
    private static final List<String> NOBODY = List.of();
    private static final Map<String, Object> NO_FLAGS = Map.of();

    private static final String HELLO =
            "{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"]},\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"],\"flags\":{}}}";
    private static final String BINARY =
            "gqZwYWNrZXSCpHR5cGUCpGRhdGGSo2JpbsQDAQIDpG9wdHODpXJvb21zkKZleGNlcHSQpWZsYWdzgA==";
    private static final String VALUES =
            "gqZwYWNrZXSCpHR5cGUCpGRhdGGdoXTLP/gAAAAAAAD/0f84zgABEXDPAAABAAAAAADAw6LDqYOhZNf/HVNTAGVT8QChdcChZYDAkMQBAaRvcHRzg6Vyb29tc5GicjGmZXhjZXB0kKVmbGFnc4A=";
    private static final String JOIN =
            "{\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r9\"],\"flags\":{}},\"rooms\":[\"r3\",\"r4\"]}";
    private static final String DISCONNECT =
            "{\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}},\"close\":true}";
    private static final String FETCH =
            "84a47479706507a46461746182a46f70747383a5726f6f6d7390a665786365707490a5666c61677380a9726571756573744964b037636264636135303936653664343162a3756964b034336163343563383263386563323063a36e7370a12f";
    private static final String FETCHED =
            "84a47479706508a46461746182a9726571756573744964b037636264636135303936653664343162a7736f636b6574739184a26964b44870335f7637542d617a5f4b3133363341414143a968616e647368616b6589a76865616465727386b57365632d776562736f636b65742d76657273696f6ea23133b17365632d776562736f636b65742d6b6579b87a7a2f4c5039347a39412b446e6634766c745a3652513d3daa636f6e6e656374696f6ea755706772616465a775706772616465a9776562736f636b6574b87365632d776562736f636b65742d657874656e73696f6e73d92a7065726d6573736167652d6465666c6174653b20636c69656e745f6d61785f77696e646f775f62697473a4686f7374af3132372e302e302e313a3432313033a474696d65d93e536174204e6f7620323120323032362031343a34383a353920474d542b303030302028436f6f7264696e6174656420556e6976657273616c2054696d6529a761646472657373a93132372e302e302e31a778646f6d61696ec2a6736563757265c2a6697373756564cf000001a1fe94fd88a375726cd9252f736f636b65742e696f2f3f45494f3d34267472616e73706f72743d776562736f636b6574a5717565727982a345494fa134a97472616e73706f7274a9776562736f636b6574a46175746880a5726f6f6d7393b44870335f7637542d617a5f4b3133363341414143a27231a27233a46461746181a16ea142a3756964b030323138303735663763643931356330a36e7370a12f";
    private static final String SERVER_EVENT =
            "84a47479706509a46461746182a9726571756573744964b037623238363638663834393762646436a67061636b657492a470696e67a178a3756964b034336163343563383263386563323063a36e7370a12f";
    private static final String SERVER_EVENT_RESPONSE =
            "84a4747970650aa46461746182a9726571756573744964b037623238363638663834393762646436a67061636b657482a466726f6da142a362696ec40109a3756964b030323138303735663763643931356330a36e7370a12f";
    private static final String SERVER_EVENT_WITHOUT_ACK =
            "84a47479706509a46461746181a67061636b657493a470696e67a17801a3756964b034336163343563383263386563323063a36e7370a12f";
    private static final String WITH_ACK =
            "84a47479706503a46461746183a67061636b657482a47479706502a46461746192a361736b01a9726571756573744964b061616438633763633732383539623339a46f70747383a5726f6f6d7391a27231a665786365707490a5666c61677381a774696d656f7574cd07d0a3756964b034336163343563383263386563323063a36e7370a12f";
    private static final String COUNT =
            "84a4747970650ba46461746182a9726571756573744964b061616438633763633732383539623339ab636c69656e74436f756e7401a3756964b030323138303735663763643931356330a36e7370a12f";
    private static final String ACK =
            "84a4747970650ca46461746182a9726571756573744964b061616438633763633732383539623339a67061636b6574c40107a3756964b030323138303735663763643931356330a36e7370a12f";
    private static final String SESSION =
            "hKNzaWS0SHAzX3Y3VC1hel9LMTM2M0FBQUOjcGlktDZkbDV6V19BdE1QQl8yc3BBQUFEpXJvb21zk7RIcDNfdjdULWF6X0sxMzYzQUFBQ6JyMaJyM6RkYXRhgaFuoUI=";

    private static String entry(String uid, int type, String data) {
        return "socket.io 10000 uid " + uid + " nsp / type " + type + " data " + data;
    }

    @Test
    void eventsAndWhatChangesSocketsAreEntriesOfTheStream() {
        StreamsFixture a = new StreamsFixture(A);
        a.transport.publish(broadcast(a.node, opts(List.of("r1"), List.of("r2"), NO_FLAGS), "hello", 1, "x"));
        a.transport.publish(broadcast(a.node, opts(NOBODY, NOBODY, NO_FLAGS), "bin", new byte[] {1, 2, 3}));
        a.transport.publish(message(
                a.node,
                Type.SOCKETS_JOIN,
                "opts",
                opts(List.of("r1"), List.of("r9"), NO_FLAGS),
                "rooms",
                List.of("r3", "r4")));
        a.transport.publish(
                message(a.node, Type.DISCONNECT_SOCKETS, "opts", opts(List.of("r1"), NOBODY, NO_FLAGS), "close", true));
        assertEquals(
                List.of(entry(A, 3, HELLO), entry(A, 3, BINARY), entry(A, 4, JOIN), entry(A, 6, DISCONNECT)),
                a.streams.takeAdded());
        assertEquals(List.of(), a.redis.sent());
    }

    @Test
    void plaintextHasNoMsgpack() {
        ClusterOptions options = ClusterOptions.streams("redis://localhost");
        StreamsFixture a = new StreamsFixture(
                A,
                options.withStream(
                        options.stream().withPlaintext(true).withName("events").withMaxLength(7)));
        a.transport.publish(broadcast(a.node, opts(NOBODY, NOBODY, NO_FLAGS), "bin", new byte[] {1}));
        assertEquals(
                List.of(
                        "events 7 uid " + A
                                + " nsp / type 3 data {\"packet\":{\"type\":2,\"data\":[\"bin\",{\"type\":\"Buffer\",\"data\":[1]}]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}}"),
                a.streams.takeAdded());
    }

    @Test
    void requestsAndResponsesAreMsgpackOnChannels() {
        StreamsFixture a = new StreamsFixture(A);
        a.transport.publish(message(
                a.node, Type.FETCH_SOCKETS, "opts", opts(NOBODY, NOBODY, NO_FLAGS), "requestId", "7cbdca5096e6d41b"));
        a.transport.publish(message(
                a.node, Type.SERVER_SIDE_EMIT, "requestId", "7b28668f8497bdd6", "packet", List.of("ping", "x")));
        a.transport.publish(message(a.node, Type.SERVER_SIDE_EMIT, "packet", Arrays.asList("ping", "x", 1)));
        a.transport.publish(message(
                a.node,
                Type.BROADCAST,
                "packet",
                packet("ask", 1),
                "requestId",
                "aad8c7cc72859b39",
                "opts",
                opts(List.of("r1"), NOBODY, map("timeout", 2000))));
        assertEquals(
                List.of(
                        "socket.io#/# " + FETCH,
                        "socket.io#/# " + SERVER_EVENT,
                        "socket.io#/# " + SERVER_EVENT_WITHOUT_ACK,
                        "socket.io#/# " + WITH_ACK),
                a.redis.sent());
        StreamsFixture b = new StreamsFixture(B);
        b.transport.respond(
                A,
                message(
                        b.node,
                        Type.SERVER_SIDE_EMIT_RESPONSE,
                        "requestId",
                        "7b28668f8497bdd6",
                        "packet",
                        map("from", "B", "bin", new byte[] {9})));
        b.transport.respond(
                A, message(b.node, Type.BROADCAST_CLIENT_COUNT, "requestId", "aad8c7cc72859b39", "clientCount", 1));
        b.transport.respond(
                A, message(b.node, Type.BROADCAST_ACK, "requestId", "aad8c7cc72859b39", "packet", new byte[] {7}));
        assertEquals(
                List.of(
                        "socket.io#/#43ac45c82c8ec20c# " + SERVER_EVENT_RESPONSE,
                        "socket.io#/#43ac45c82c8ec20c# " + COUNT,
                        "socket.io#/#43ac45c82c8ec20c# " + ACK),
                b.redis.sent());
        assertEquals(List.of(), a.streams.takeAdded());
    }

    @Test
    void allEntriesAreRead() {
        StreamsFixture b = new StreamsFixture(B).open();
        for (String data : List.of(HELLO, BINARY, VALUES)) {
            b.streams.receives("socket.io", "uid", A, "nsp", "/", "type", "3", "data", data);
        }
        b.streams.receives("socket.io", "uid", A, "nsp", "/", "type", "4", "data", JOIN);
        b.streams.receives("socket.io", "uid", A, "nsp", "/", "type", "6", "data", DISCONNECT);
        assertEquals(
                List.of(
                        read(3, HELLO),
                        read(
                                3,
                                "{\"packet\":{\"type\":2,\"data\":[\"bin\",{\"type\":\"Buffer\",\"data\":[1,2,3]}]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}}"),
                        read(
                                3,
                                "{\"packet\":{\"type\":2,\"data\":[\"t\",1.5,-1,-200,70000,1099511627776,null,true,\"é\",{\"d\":\"2023-11-14T22:13:20.123Z\",\"u\":null,\"e\":{}},null,[],{\"type\":\"Buffer\",\"data\":[1]}]},\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}}}"),
                        read(4, JOIN),
                        read(6, DISCONNECT)),
                b.node.texts());
    }

    private static String read(int type, String data) {
        return "{\"type\":" + type + ",\"data\":" + data + ",\"uid\":\"" + A + "\",\"nsp\":\"/\"}";
    }

    @Test
    void allRequestsAndResponsesAreRead() {
        StreamsFixture b = new StreamsFixture(B).open();
        assertEquals(List.of("CHANNEL socket.io#/#", "CHANNEL socket.io#/#" + B + "#"), b.redis.names());
        for (String hex : List.of(FETCH, SERVER_EVENT, SERVER_EVENT_WITHOUT_ACK, WITH_ACK)) {
            b.redis.receivesHex(Kind.CHANNEL, "socket.io#/#", hex);
        }
        assertEquals(
                List.of(
                        read(
                                7,
                                "{\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}},\"requestId\":\"7cbdca5096e6d41b\"}"),
                        read(9, "{\"requestId\":\"7b28668f8497bdd6\",\"packet\":[\"ping\",\"x\"]}"),
                        read(9, "{\"packet\":[\"ping\",\"x\",1]}"),
                        read(
                                3,
                                "{\"packet\":{\"type\":2,\"data\":[\"ask\",1]},\"requestId\":\"aad8c7cc72859b39\",\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{\"timeout\":2000}}}")),
                b.node.texts());
        StreamsFixture a = new StreamsFixture(A).open();
        for (String hex : List.of(FETCHED, SERVER_EVENT_RESPONSE, COUNT, ACK)) {
            a.redis.receivesHex(Kind.CHANNEL, "socket.io#/#" + A + "#", hex);
        }
        List<String> responses = a.node.texts();
        assertTrue(responses.get(0).contains("\"id\":\"Hp3_v7T-az_K1363AAAC\""), responses.get(0));
        assertEquals(
                List.of(
                        "{\"type\":10,\"data\":{\"requestId\":\"7b28668f8497bdd6\",\"packet\":{\"from\":\"B\",\"bin\":{\"type\":\"Buffer\",\"data\":[9]}}},\"uid\":\"0218075f7cd915c0\",\"nsp\":\"/\"}",
                        "{\"type\":11,\"data\":{\"requestId\":\"aad8c7cc72859b39\",\"clientCount\":1},\"uid\":\"0218075f7cd915c0\",\"nsp\":\"/\"}",
                        "{\"type\":12,\"data\":{\"requestId\":\"aad8c7cc72859b39\",\"packet\":{\"type\":\"Buffer\",\"data\":[7]}},\"uid\":\"0218075f7cd915c0\",\"nsp\":\"/\"}"),
                responses.subList(1, 4));
    }

    @Test
    void sessionsAreStoredAndRestored() {
        StreamsFixture b = new StreamsFixture(B).open();
        ClusterSession session = new ClusterSession(
                "Hp3_v7T-az_K1363AAAC",
                "6dl5zW_AtMPB_2spAAAD",
                List.of("Hp3_v7T-az_K1363AAAC", "r1", "r3"),
                Map.of("n", "B"),
                null);
        b.transport.persistSession(session, Duration.ofMinutes(2));
        assertEquals(List.of("sio:session:6dl5zW_AtMPB_2spAAAD " + SESSION + " 120000"), b.streams.set);
        String offset = b.event("[\"received\"]");
        ClusterRecovery recovery = b.restore("6dl5zW_AtMPB_2spAAAD", offset).join();
        assertEquals(session, recovery.session());
        assertEquals(List.of(), recovery.missed());
    }
}
