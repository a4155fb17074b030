package io.socketio.jakarta.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which events a client that comes back has missed, and what a client that shows something wrong costs. */
class SessionRestoreTest {

    private static final String ALL = "{\"rooms\":[],\"except\":[],\"flags\":{}}";

    private final StreamsFixture server = new StreamsFixture("own").open();

    private void persist(String pid) {
        server.transport.persistSession(
                new ClusterSession("sid", pid, List.of("sid", "r1", "42"), Map.of(), null), Duration.ofMinutes(2));
    }

    private CompletableFuture<ClusterRecovery> restore(String pid, String offset) {
        return server.restore(pid, offset);
    }

    private static List<String> offsets(ClusterRecovery recovery) {
        return recovery.missed().stream().map(ClusterRecovery.Missed::offset).toList();
    }

    @Test
    void missedIsWhatTheSessionWouldHaveReceived() {
        persist("pid");
        server.event("[\"before\"]");
        String received = server.event("[\"received\"]");
        List<String> missed = List.of(
                server.event("[\"all\"]"),
                server.event("/", "{\"rooms\":[\"x\",\"r1\"],\"except\":[],\"flags\":{}}", "[1]"),
                server.event("/", "{\"rooms\":[42],\"except\":[\"x\"],\"flags\":{\"compress\":false}}", "[2]"));
        server.event("/", "{\"rooms\":[\"x\"],\"except\":[],\"flags\":{}}", "[3]");
        server.event("/", "{\"rooms\":[],\"except\":[\"r1\"],\"flags\":{}}", "[4]");
        server.event("/", "{\"rooms\":[],\"except\":[],\"flags\":{\"volatile\":true}}", "[5]");
        server.event("/other", ALL, "[6]");
        server.streams.receives("socket.io", "uid", "x", "nsp", "/", "type", "4", "data", "{\"opts\":{},\"rooms\":[]}");
        server.streams.receives("socket.io", "uid", "x", "nsp", "/", "type", "3", "data", "{broken");
        server.streams.receives(
                "socket.io",
                "uid",
                "x",
                "nsp",
                "/",
                "type",
                "3",
                "data",
                "{\"packet\":{\"type\":2,\"data\":[\"asks\"],\"id\":7},\"opts\":" + ALL + "}");
        assertEquals(missed, offsets(restore("pid", received).join()));
        assertNull(restore("pid", received).join(), "once");
    }

    @Test
    void manyEventsAreReadInParts() {
        persist("pid");
        String received = server.event("[0]");
        List<String> missed = java.util.stream.IntStream.range(1, 1000)
                .mapToObj(i -> server.event("[" + i + "]"))
                .toList();
        assertEquals(missed, offsets(restore("pid", received).join()));
    }

    @Test
    void whatIsWrongCostsNothingAndLeavesTheSession() {
        persist("pid");
        String offset = server.event("[\"received\"]");
        String join = server.streams
                .receives("socket.io", "uid", "x", "nsp", "/", "type", "4", "data", "{}")
                .toString();
        String foreign = server.event("/other", ALL, "[1]");
        for (String wrong :
                List.of("", "1", "-", "1-", "x-1", "$", "+", "1-1-1", "99999999999999999999-0", "9".repeat(10_000))) {
            assertNull(restore("pid", wrong).join());
        }
        for (String wrong : List.of("", "*", "a b", "../x", "x".repeat(65), "pid\n")) {
            assertNull(restore(wrong, offset).join());
        }
        assertEquals(0, server.streams.commands, "asked nobody");
        for (String wrong : List.of("1-1", foreign, join)) {
            assertNull(restore("pid", wrong).join());
        }
        assertNull(restore("another", offset).join());
        assertNotNull(restore("pid", offset).join());
    }

    @Test
    void valuesThatAreNoSessionsAreNone() {
        String offset = server.event("[\"received\"]");
        for (String value : List.of("", "!", "wA==", "gA==", "kA==", "x".repeat(1000))) {
            server.streams.keys.put("sio:session:pid", value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertNull(restore("pid", offset).join());
        }
    }

    @Test
    void trimmedEventsAreNotRecovered() {
        persist("pid");
        String received = server.event("[0]");
        String next = server.event("[1]");
        server.streams.trim("socket.io", StreamId.of(next));
        assertNull(restore("pid", received).join());
    }

    /** What comes while the session is looked up is either missed or delivered; the server learns of it in this order. */
    @Test
    void theEventsOfTheMomentAreEitherMissedOrDelivered() {
        persist("pid");
        String received = server.event("[0]");
        server.streams.holdReads();
        String notReadYet = server.event("[1]");
        ClusterRecovery recovery = restore("pid", received).join();
        assertEquals(List.of(), offsets(recovery));
        server.node.received.clear();
        server.streams.releaseReads();
        assertEquals(1, server.node.received.size(), notReadYet);
    }

    /** The client was connected to a server that has read further than this one: what it has received is not delivered to it again. */
    @Test
    void aServerThatIsBehindCatchesUpFirst() {
        persist("pid");
        server.streams.holdReads();
        server.event("[1]");
        String received = server.event("[2]");
        String missed = server.event("[3]");
        CompletableFuture<ClusterRecovery> restored = restore("pid", received);
        assertFalse(restored.isDone());
        server.streams.releaseReads();
        assertTrue(restored.isDone());
        List<String> all = offsets(restored.join());
        assertTrue(all.isEmpty() || all.equals(List.of(missed)), all.toString());
    }

    @Test
    void whoeverHasMissedTooMuchDoesNotRecover() {
        StreamsFixture small = new StreamsFixture(
                        "own", ClusterOptions.streams("redis://localhost").withMaxMessageBytes(2000))
                .open();
        small.transport.persistSession(
                new ClusterSession("sid", "pid", List.of("sid"), Map.of(), null), Duration.ofMinutes(2));
        String received = small.event("[0]");
        for (int i = 0; i < 10; i++) {
            small.event("[\"" + "x".repeat(300) + "\"]");
        }
        assertNull(small.restore("pid", received).join());
    }

    @Test
    void aClientThatNoLongerWaitsKeepsItsSession() {
        persist("pid");
        String received = server.event("[0]");
        Limiter limiter = new Limiter(1);
        limiter.run(CompletableFuture::new);
        CompletableFuture<ClusterRecovery> result = new CompletableFuture<>();
        SessionRestore restore = new SessionRestore(
                server.streams,
                server.reader,
                server.transport,
                "sio:session:pid",
                StreamId.of(received),
                1000,
                result);
        limiter.run(restore::begin);
        result.cancel(false);
        restore.begin();
        assertEquals(0, server.streams.commands);
        assertTrue(server.streams.keys.containsKey("sio:session:pid"));
    }
}
