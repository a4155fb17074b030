package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.internal.core.ServerCluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published, to the byte as the adapters of the reference server publish it (socket.io-adapter 2.5.8). */
class ClusterWireTest {

    private final InProcessBus bus = new InProcessBus();
    private final ServerCluster cluster = new ServerCluster(bus);
    private final Node first = cluster.start();
    private final Node second = cluster.start();

    @BeforeEach
    void forgetTheStart() {
        bus.texts();
    }

    /** The messages since the last call; random ids are replaced by what they are. */
    private List<String> texts() {
        return bus.texts().stream()
                .map(text -> text.replace(uid(first), "A")
                        .replace(uid(second), "B")
                        .replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "\"requestId\":\"R\""))
                .toList();
    }

    private static String uid(Node node) {
        return node.link().nodes.get(0).uid();
    }

    @Test
    void serversAnnounceThemselves() {
        Node third = cluster.start();
        assertEquals(
                List.of(
                        "{\"type\":1,\"uid\":\"" + uid(third) + "\",\"nsp\":\"/\"}",
                        "{\"type\":2,\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":2,\"uid\":\"B\",\"nsp\":\"/\"}"),
                texts());
        assertTrue(uid(third).matches("[0-9a-f]{16}"));
        third.io().close();
        assertEquals(List.of("{\"type\":13,\"uid\":\"" + uid(third) + "\",\"nsp\":\"/\"}"), texts());
    }

    @Test
    void events() {
        first.io().to("r1").except("r2").emit("hello", 1, "x");
        assertEquals(
                List.of(
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"]},"
                                + "\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"],\"flags\":{}}},\"uid\":\"A\",\"nsp\":\"/\"}"),
                texts());
        first.io().asVolatile().compress(false).emit("v");
        assertEquals(
                List.of("{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"v\"]},"
                        + "\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{\"volatile\":true,\"compress\":false}}},"
                        + "\"uid\":\"A\",\"nsp\":\"/\"}"),
                texts());
    }

    @Test
    void binaryIsInline() {
        first.io().emit("bin", new byte[] {1, 2, 3});
        InProcessBus.Frame frame = bus.frames.get(0);
        assertTrue(frame.json().contains("\"data\":[\"bin\",{\"_placeholder\":true,\"num\":0}]"));
        assertArrayEquals(new byte[] {1, 2, 3}, frame.attachments().get(0));
    }

    @Test
    void joinsLeavesAndDisconnects() {
        first.io().in("r1").except("r9").socketsJoin("r3", "r4");
        first.io().in("r1").socketsLeave("r4");
        first.io().in("r1").disconnectSockets(true);
        assertEquals(
                List.of(
                        "{\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r9\"],\"flags\":{}},"
                                + "\"rooms\":[\"r3\",\"r4\"]},\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":5,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}},"
                                + "\"rooms\":[\"r4\"]},\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":6,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}},"
                                + "\"close\":true},\"uid\":\"A\",\"nsp\":\"/\"}"),
                texts());
    }

    @Test
    void socketsThatAreFetched() {
        second.client();
        bus.texts();
        first.io().fetchSockets();
        List<String> texts = texts();
        assertEquals(
                "{\"type\":7,\"data\":{\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}},\"requestId\":\"R\"},"
                        + "\"uid\":\"A\",\"nsp\":\"/\"}",
                texts.get(0));
        assertTrue(
                texts.get(1)
                        .matches(
                                "\\{\"type\":8,\"data\":\\{\"requestId\":\"R\",\"sockets\":\\[\\{\"id\":\"[^\"]{20}\",\"handshake\":\\{\"headers\":\\{.*?},\"time\":\"\\w{3}"
                                        + " \\w{3} \\d\\d \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\\+0000 \\(Coordinated Universal"
                                        + " Time\\)\",\"address\":\"[^\"]*\",\"xdomain\":false,"
                                        + "\"secure\":false,\"issued\":\\d+,\"url\":\"[^\"]+\",\"query\":\\{.*?},\"auth\":\\{}},"
                                        + "\"rooms\":\\[\"[^\"]{20}\"],\"data\":\\{}}.*]},\"uid\":\"B\",\"nsp\":\"/\"}"),
                texts.get(1));
    }

    @Test
    void eventsBetweenServers() {
        second.io().onServerEvent("ping", (namespace, args, ack) -> ack.send(Map.of("from", "B")));
        first.io().serverSideEmit("ping", "x", 1);
        first.io().serverSideEmitWithAck("ping", "x");
        assertEquals(
                List.of(
                        "{\"type\":9,\"data\":{\"packet\":[\"ping\",\"x\",1]},\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":9,\"data\":{\"requestId\":\"R\",\"packet\":[\"ping\",\"x\"]},\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":10,\"data\":{\"requestId\":\"R\",\"packet\":{\"from\":\"B\"}},\"uid\":\"B\",\"nsp\":\"/\"}"),
                texts());
    }

    @Test
    void acknowledgements() {
        FakeClient far = second.client();
        bus.texts();
        first.io().timeout(Duration.ofSeconds(2)).emitWithAck("ask", 1);
        far.sends("430[\"yes\",\"no\"]");
        assertEquals(
                List.of(
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"ask\",1]},\"requestId\":\"R\","
                                + "\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{\"timeout\":2000}}},\"uid\":\"A\",\"nsp\":\"/\"}",
                        "{\"type\":11,\"data\":{\"requestId\":\"R\",\"clientCount\":1},\"uid\":\"B\",\"nsp\":\"/\"}",
                        "{\"type\":12,\"data\":{\"requestId\":\"R\",\"packet\":\"yes\"},\"uid\":\"B\",\"nsp\":\"/\"}"),
                texts());
    }

    @Test
    void messagesOfANodeServerAreUnderstood() {
        FakeClient client = first.client();
        first.link()
                .receives(
                        "/",
                        "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"]},"
                                + "\"opts\":{\"rooms\":[],\"except\":[\"r2\"],\"flags\":{}}},\"uid\":\"d987351d16029d5e\",\"nsp\":\"/\"}");
        assertEquals(List.of("42[\"hello\",1,\"x\"]"), client.received());
    }

    @Test
    void typesHaveTheNumbersOfTheReferenceServer() {
        assertEquals(1, ClusterMessage.Type.INITIAL_HEARTBEAT.number());
        assertEquals(13, ClusterMessage.Type.ADAPTER_CLOSE.number());
        assertEquals(ClusterMessage.Type.BROADCAST_ACK, ClusterMessage.Type.of(12));
        assertEquals(null, ClusterMessage.Type.of(0));
        assertEquals(null, ClusterMessage.Type.of(14));
    }
}
