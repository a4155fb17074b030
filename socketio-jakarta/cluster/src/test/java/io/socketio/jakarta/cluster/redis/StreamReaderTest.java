package io.socketio.jakarta.cluster.redis;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a stream is read, what becomes of outages, and the order of the entries of all servers. */
class StreamReaderTest {

    private final StreamsFixture server = new StreamsFixture("own");

    private List<Object> names() {
        List<Object> names = server.node.received.stream()
                .map(message -> ((List<?>) ((Map<?, ?>) message.data("packet")).get("data")).get(0))
                .map(Object.class::cast)
                .toList();
        server.node.received.clear();
        return names;
    }

    private CompletableFuture<String> emit(String name) {
        ClusterMessage message = broadcast(server.node, opts(List.of(), List.of(), Map.of()), name);
        return server.transport.publish(message).toCompletableFuture();
    }

    @Test
    void onlyWhatComesNowIsRead() {
        server.event("[\"before\"]");
        server.open();
        server.event("[\"after\"]");
        server.event("/other", "{}", "[\"elsewhere\"]");
        server.streams.receives("socket.io", "key", "value");
        assertEquals(List.of("after"), names());
    }

    @Test
    void readingGoesOnWhereItWasAfterAnOutage() {
        server.open();
        server.event("[1]");
        server.streams.cut();
        server.event("[2]");
        server.event("[3]");
        server.streams.connect();
        server.event("[4]");
        assertEquals(
                List.of(1, 2, 3, 4),
                names().stream().map(each -> ((Number) each).intValue()).toList());
    }

    /** Redis has lost its data, and its clock is behind. */
    @Test
    void aStreamThatBeginsAnewIsRead() {
        server.open();
        String last = server.event("[\"a\"]");
        server.streams.cut();
        server.streams.trim("socket.io", new StreamId(StreamId.of(last).millis() + 1, 0));
        server.streams.connect();
        server.streams.receivesAs(
                "5-0", "socket.io", "uid", "x", "nsp", "/", "type", "9", "data", "{\"packet\":[\"b\"]}");
        assertEquals(2, server.node.received.size());
    }

    @Test
    void entriesOfThisServerHaveTheirTurnAmongThoseOfOthers() {
        server.open();
        server.streams.holdReads();
        server.event("[\"other\"]");
        CompletableFuture<String> first = emit("x");
        CompletableFuture<String> second = emit("x");
        assertFalse(first.isDone() || second.isDone(), "the other is in front");
        List<String> order = new ArrayList<>();
        first.thenAccept(offset -> order.add(names() + " first"));
        second.thenAccept(offset -> order.add("second"));
        server.streams.releaseReads();
        assertEquals(List.of("[other] first", "second"), order);
        assertTrue(StreamId.of(second.join()).isAfter(StreamId.of(first.join())));
    }

    @Test
    void entriesOfThisServerMayBeReadBeforeTheyAreConfirmed() {
        server.open();
        server.streams.holdConfirmations();
        CompletableFuture<String> emitted = emit("x");
        assertTrue(emitted.isDone());
        server.streams.releaseConfirmations();
        assertEquals(List.of(), names());
    }

    @Test
    void withoutAReaderConfirmationIsTheTurn() {
        server.open();
        server.streams.holdReads();
        CompletableFuture<String> before = emit("x");
        server.streams.cut();
        assertTrue(before.isDone());
        CompletableFuture<String> meanwhile = emit("x");
        assertTrue(meanwhile.isDone());
        server.streams.releaseReads();
        server.streams.connect();
        CompletableFuture<String> after = emit("x");
        assertEquals(
                3,
                List.of(before.join(), meanwhile.join(), after.join()).stream()
                        .distinct()
                        .count());
        assertEquals(List.of(), names());
    }

    @Test
    void garbageInTheStreamIsIgnored() {
        server.open();
        List<String> hostile = List.of(
                "",
                "{",
                "{}",
                "[]",
                "7",
                "\"",
                "{\"packet\":7}",
                "[".repeat(100_000),
                "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}",
                "3X////8=",
                "xn////8A",
                "wQ==",
                "!!!",
                "kQ==".repeat(1000));
        for (String type : List.of("3", "4", "9", "99", "-1", "x", "", "99999999999999999999")) {
            for (String data : hostile) {
                server.streams.receives("socket.io", "uid", "evil", "nsp", "/", "type", type, "data", data);
            }
        }
        server.streams.receives("socket.io", "uid", "evil", "nsp", "/", "type", "3", "data", "x".repeat(23 << 20));
        server.streams.receives("socket.io", "nsp", "/");
        server.streams.receives("socket.io", "uid", "own", "nsp", "/", "type", "3", "data", "never sent");
        server.node.received.clear();
        server.event("[\"good\"]");
        assertEquals(List.of("good"), names());
    }

    @Test
    void damagedEntriesNeverStopTheReader() {
        server.open();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] binary = HexFormat.of()
                .parseHex(
                        "82a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490a5666c61677380");
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = binary.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            String text = new String(StreamFormat.base64(damaged), java.nio.charset.StandardCharsets.US_ASCII);
            server.streams.receives("socket.io", "uid", "evil", "nsp", "/", "type", "3", "data", text);
        }
        server.node.received.clear();
        server.event("[\"good\"]");
        assertEquals(List.of("good"), names(), "seed " + seed);
    }

    /** So that memory holds one reply, and the stream holds the rest. */
    @Test
    void moreIsReadWhenTheNamespaceHasHandledWhatItHas() {
        server.open();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        server.node.handled = handled;
        server.event("[1]");
        IntStream.range(0, 250).forEach(i -> server.event("[2]"));
        assertEquals(1, server.node.received.size());
        server.node.handled = CompletableFuture.completedFuture(null);
        handled.complete(null);
        assertEquals(251, server.node.received.size());
        assertEquals(List.of(), server.streams.timers);
    }

    @Test
    void aNamespaceThatIsBlockedHoldsUpTheOthersForALimitedTime() {
        server.open();
        server.node.handled = new CompletableFuture<>();
        server.event("[1]");
        server.event("[2]");
        assertEquals(1, server.node.received.size());
        server.streams.timers.remove(0).run();
        assertEquals(2, server.node.received.size());
    }

    @Test
    void fewerAreReadAtOnceWhenTheyAreLarge() {
        server.open();
        String large = "[\"" + "x".repeat(100 << 10) + "\"]";
        server.streams.holdReads();
        for (int i = 0; i < 60; i++) {
            server.event(large);
        }
        server.streams.counts.clear();
        server.streams.releaseReads();
        server.event("[1]");
        assertEquals(List.of(50, 100), server.streams.counts);
    }

    @Test
    void namespacesAreSpreadOverStreamsLikeThoseOfTheReference() {
        StreamOptions options = StreamOptions.defaults().withCount(4);
        assertEquals("socket.io-3", options.streamOf("/"));
        assertEquals("socket.io-0", options.streamOf("/admin"));
        assertEquals("socket.io-3", options.streamOf("/chat"));
        assertEquals("socket.io--3", options.streamOf("/my-namespace"));
        assertTrue(options.isReadByAll("/chat"));
        assertFalse(options.isReadByAll("/my-namespace"));
        assertEquals("socket.io", StreamOptions.defaults().streamOf("/my-namespace"));
    }
}
