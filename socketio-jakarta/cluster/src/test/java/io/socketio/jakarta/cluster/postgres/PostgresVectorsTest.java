package io.socketio.jakarta.cluster.postgres;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.message;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static io.socketio.jakarta.cluster.message.Messages.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.cluster.message.FakeNode;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two servers with npm {@code @socket.io/postgres-adapter} 0.5.0 have sent each other through PostgreSQL 15, byte for byte, in both directions. */
class PostgresVectorsTest {

    private static final String A = "6ad47e5ad222f95c";
    private static final String B = "2be2f4bc2ded1057";
    private static final String CHANNEL = "socket.io#/";
    private static final List<String> NOBODY = List.of();
    private static final Map<String, Object> NO_FLAGS = Map.of();

    private static final String HELLO =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"hello\",1,\"x\"]},\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"],\"flags\":{}}},\"uid\":\"6ad47e5ad222f95c\",\"nsp\":\"/\"}";
    private static final String BINARY =
            "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490a5666c61677380a3756964b036616434376535616432323266393563a36e7370a12f";
    private static final String BINARY_AS_JSON =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"bin\",{\"type\":\"Buffer\",\"data\":[1,2,3]}]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}},\"uid\":\"6ad47e5ad222f95c\",\"nsp\":\"/\"}";
    private static final String ACK =
            "84a4747970650ca46461746182a9726571756573744964b064303864613132643035363463326531a67061636b6574c40107a3756964b032626532663462633264656431303537a36e7370a12f";
    private static final String EMITTED =
            "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"fromEmitter\",1],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"flags\":{},\"except\":[]}},\"uid\":\"emitter\"}";

    private final MemoryPostgres postgres = new MemoryPostgres();
    private final FakeNode a = new FakeNode("/", A);
    private final FakeNode b = new FakeNode("/", B);
    private final PostgresOptions options = PostgresOptions.of("postgresql://localhost");
    private final PostgresTransport fromA = transport(a);
    private final PostgresTransport fromB = transport(b);

    private PostgresTransport transport(FakeNode node) {
        return new PostgresTransport(postgres, node, options, new RateLimitedLog(System::nanoTime));
    }

    @BeforeEach
    void bReceives() {
        fromB.open();
    }

    @Test
    void oneChannelForEachNamespace() {
        assertEquals(List.of(CHANNEL), List.copyOf(postgres.channels.keySet()));
        fromB.close();
        assertTrue(postgres.channels.isEmpty());
    }

    @Test
    void heartbeatsHaveNoData() {
        for (Type type : List.of(Type.INITIAL_HEARTBEAT, Type.HEARTBEAT, Type.ADAPTER_CLOSE)) {
            fromA.publish(new ClusterMessage(type, null, A, "/"));
            String json = "{\"type\":" + type.number() + ",\"uid\":\"6ad47e5ad222f95c\",\"nsp\":\"/\"}";
            assertEquals(List.of(CHANNEL + " " + json), postgres.sent());
            postgres.notify(CHANNEL, json);
            assertEquals(List.of(json), b.texts());
        }
    }

    @Test
    void shortMessagesAreNotifications() {
        fromA.publish(broadcast(a, opts(List.of("r1"), List.of("r2"), NO_FLAGS), "hello", 1, "x"));
        assertEquals(List.of(CHANNEL + " " + HELLO), postgres.sent());
        postgres.notify(CHANNEL, HELLO);
        assertEquals(List.of(HELLO), b.texts());
    }

    @Test
    void binaryIsAnAttachment() {
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "bin", new byte[] {1, 2, 3}));
        String header = "{\"uid\":\"6ad47e5ad222f95c\",\"type\":3,\"attachmentId\":\"%s\"}";
        assertEquals(List.of("row " + BINARY, CHANNEL + " " + header.formatted(1)), postgres.sent());
        postgres.notifyHex(CHANNEL, header.formatted("<id>"), BINARY);
        assertEquals(List.of(BINARY_AS_JSON), b.texts());
    }

    @Test
    void binaryAcknowledgementIsAnAttachment() {
        fromA.open();
        fromB.respond(A, message(b, Type.BROADCAST_ACK, "requestId", "d08da12d0564c2e1", "packet", new byte[] {7}));
        String header = "{\"uid\":\"2be2f4bc2ded1057\",\"type\":12,\"attachmentId\":\"%s\"}";
        assertEquals(List.of("row " + ACK, CHANNEL + " " + header.formatted(1)), postgres.sent());
        postgres.notifyHex(CHANNEL, header.formatted("<id>"), ACK);
        assertEquals(
                List.of(
                        "{\"type\":12,\"data\":{\"requestId\":\"d08da12d0564c2e1\",\"packet\":{\"type\":\"Buffer\",\"data\":[7]}},\"uid\":\"2be2f4bc2ded1057\",\"nsp\":\"/\"}"),
                a.texts());
    }

    /** As in the reference: a Buffer in {@code socket.data} is what JSON makes of it. */
    @Test
    void binaryInOtherTypesIsJson() {
        fromB.respond(A, message(b, Type.FETCH_SOCKETS_RESPONSE, "requestId", "x", "sockets", List.of(new byte[] {7})));
        assertEquals(
                List.of(
                        CHANNEL
                                + " {\"type\":8,\"data\":{\"requestId\":\"x\",\"sockets\":[{\"type\":\"Buffer\",\"data\":[7]}]},\"uid\":\"2be2f4bc2ded1057\",\"nsp\":\"/\"}"),
                postgres.sent());
    }

    /** PostgreSQL takes less than 8000 bytes. The reference sends exactly so many as a notification, which fails. */
    @Test
    void messagesFrom7900BytesAreAttachments() {
        String frame =
                "{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"\"]},\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}},\"uid\":\"6ad47e5ad222f95c\",\"nsp\":\"/\"}";
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "x".repeat(7899 - frame.length())));
        List<String> inline = postgres.sent();
        assertEquals(1, inline.size());
        assertEquals(7899, inline.get(0).getBytes(StandardCharsets.UTF_8).length - CHANNEL.length() - 1);
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "x".repeat(7900 - frame.length())));
        assertEquals(2, postgres.sent().size());
        // Bytes count, not characters.
        fromA.publish(broadcast(a, opts(NOBODY, NOBODY, NO_FLAGS), "é".repeat((7902 - frame.length()) / 2)));
        assertEquals(2, postgres.sent().size());
    }

    /** Servers of the reference drop it, because it does not tell the namespace. */
    @Test
    void emitterOfTheReferenceIsHeard() {
        postgres.notify(CHANNEL, EMITTED);
        String complete = EMITTED.substring(0, EMITTED.length() - 1) + ",\"nsp\":\"/\"}";
        assertEquals(List.of(complete), b.texts());
        postgres.notifyHex(
                CHANNEL,
                "{\"uid\":\"emitter\",\"type\":3,\"attachmentId\":\"<id>\"}",
                BINARY.substring(0, BINARY.length() - "a36e7370a12f".length()).replaceFirst("^84", "83"));
        assertEquals(List.of(BINARY_AS_JSON), b.texts());
    }

    @Test
    void ownMessagesAndThoseOfOtherNamespacesAreDropped() {
        fromA.open();
        postgres.notify(CHANNEL, HELLO);
        postgres.notify(CHANNEL, HELLO.replace("\"nsp\":\"/\"", "\"nsp\":\"/other\""));
        postgres.broken = new java.sql.SQLException("an attachment of its own is read");
        postgres.notify(CHANNEL, "{\"uid\":\"6ad47e5ad222f95c\",\"type\":3,\"attachmentId\":\"1\"}");
        assertEquals(List.of(), a.texts());
    }

    /** PostgreSQL cuts the name off when listening, and refuses it when notifying. */
    @Test
    void namespacesWithoutAChannelSayWhy() {
        FakeNode node = new FakeNode("/" + "n".repeat(53), A);
        PostgresTransport without = transport(node);
        for (var stage : List.of(
                without.open(),
                without.publish(broadcast(node, opts(NOBODY, NOBODY, NO_FLAGS), "x")),
                without.respond(B, message(node, Type.BROADCAST_CLIENT_COUNT, "requestId", "x", "clientCount", 0)))) {
            CompletionException failure = assertThrows(
                    CompletionException.class, () -> stage.toCompletableFuture().join());
            assertEquals(
                    "channels of PostgreSQL have at most 63 bytes, but this namespace needs 64: \"socket.io#/"
                            + "n".repeat(53) + '"',
                    failure.getCause().getMessage());
        }
        assertEquals(List.of(), postgres.sent());
        assertFalse(transport(new FakeNode("/" + "n".repeat(52), A))
                .open()
                .toCompletableFuture()
                .isCompletedExceptionally());
    }

    @Test
    void broadcastsWithAcknowledgementAreShortAsWell() {
        fromA.publish(message(
                a,
                Type.BROADCAST,
                "packet",
                packet("ask", 1),
                "requestId",
                "b3de4eec8470e486",
                "opts",
                opts(List.of("r1"), NOBODY, Map.of("timeout", 2000))));
        assertEquals(
                List.of(
                        CHANNEL
                                + " {\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"ask\",1]},\"requestId\":\"b3de4eec8470e486\",\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{\"timeout\":2000}}},\"uid\":\"6ad47e5ad222f95c\",\"nsp\":\"/\"}"),
                postgres.sent());
    }
}
