package io.socketio.jakarta.cluster.redis;

import static io.socketio.jakarta.cluster.message.Messages.broadcast;
import static io.socketio.jakarta.cluster.message.Messages.opts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.NotPublishedException;
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

    @Test
    void whatAReplacedConnectionStillBringsIsReadOnceByTheNewOne() {
        server.open();
        server.event("[\"a\"]");
        Runnable answer = server.streams.replace();
        server.event("[\"b\"]");
        answer.run();
        server.event("[\"c\"]");
        assertEquals(List.of("a", "b", "c"), names());
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
        String other = server.event("[\"other\"]");
        String first = emit("x").join();
        String second = emit("x").join();
        assertEquals(List.of(), server.node.turns, "they are published, but the other is in front");
        server.streams.releaseReads();
        assertEquals(List.of(other, "own " + first, "own " + second), server.node.turns);
    }

    @Test
    void entriesOfThisServerMayBeReadBeforeTheyAreConfirmed() {
        server.open();
        server.streams.holdConfirmations();
        CompletableFuture<String> emitted = emit("x");
        CompletableFuture<String> same = emit("x");
        assertFalse(emitted.isDone());
        assertEquals(2, server.node.turns.size());
        server.streams.releaseConfirmations();
        assertEquals(List.of("own " + emitted.join(), "own " + same.join()), server.node.turns);
        assertEquals(List.of(), names());
    }

    /** The entries of other servers that were not read yet belong in front of them. */
    @Test
    void withoutAReaderEntriesOfThisServerArePublishedAndWaitForTheirTurn() {
        server.open();
        server.streams.holdReads();
        String before = emit("x").join();
        server.streams.cut();
        String other = server.event("[\"other\"]");
        String meanwhile = emit("x").join();
        assertEquals(List.of(), server.node.turns);
        server.streams.releaseReads();
        server.streams.connect();
        String after = emit("x").join();
        assertEquals(List.of("own " + before, other, "own " + meanwhile, "own " + after), server.node.turns);
    }

    /** Their clients get them anyway after some time, without an offset. */
    @Test
    void theOldestOfVeryManyUnreadEntriesHaveNoTurn() {
        List<String> turns = new ArrayList<>();
        OwnEntries own = new OwnEntries((message, offset) -> turns.add(offset), 25);
        for (int i = 1; i <= 4; i++) {
            OwnEntries.Own adding =
                    own.onAdding(broadcast(server.node, opts(List.of(), List.of(), Map.of()), "x"), "0123456789");
            own.onAdded(adding, CompletableFuture.completedStage(new StreamId(i, 0)));
        }
        own.onAdding(broadcast(server.node, opts(List.of(), List.of(), Map.of()), "x"), "0123456789");
        for (int i = 1; i <= 5; i++) {
            own.onRead("0123456789", new StreamId(i, 0));
        }
        assertEquals(List.of("3-0", "4-0", "5-0"), turns);
    }

    @Test
    void anEntryThatRedisRefusesHasNoTurn() {
        List<String> turns = new ArrayList<>();
        OwnEntries own = new OwnEntries((message, offset) -> turns.add(offset), 100);
        OwnEntries.Own adding = own.onAdding(broadcast(server.node, opts(List.of(), List.of(), Map.of()), "x"), "c");
        assertTrue(own.onAdded(adding, CompletableFuture.failedStage(new NotPublishedException("full")))
                .toCompletableFuture()
                .isCompletedExceptionally());
        own.onRead("c", new StreamId(1, 0));
        assertEquals(List.of(), turns);
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

    /** Twice 16 KiB, so that memory holds little, and the stream holds the rest. */
    @Test
    void aLittleIsReadAheadAndMoreWhenTheNamespaceHasHandledWhatItHas() {
        server.open();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        server.node.handled = handled;
        IntStream.range(0, 2_000).forEach(i -> server.event("[\"" + "x".repeat(1000) + "\"]"));
        assertEquals(32, server.node.received.size());
        server.node.handled = CompletableFuture.completedFuture(null);
        handled.complete(null);
        assertEquals(2_000, server.node.received.size());
        assertEquals(List.of(), server.streams.timers);
    }

    @Test
    void nothingIsReadAheadOfALargeReply() {
        server.open();
        server.node.handled = new CompletableFuture<>();
        server.event("[\"" + "x".repeat(100 << 10) + "\"]");
        server.event("[2]");
        assertEquals(1, server.node.received.size());
    }

    /** Timers of the client cost a change of threads each. */
    @Test
    void aNamespaceThatKeepsUpNeedsNoTimer() {
        server.open();
        String event = "[\"" + "x".repeat(1000) + "\"]";
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Void> handled = new CompletableFuture<>();
            server.node.handled = handled;
            IntStream.range(0, 16).forEach(n -> server.event(event));
            assertEquals(List.of(), server.streams.timers);
            handled.complete(null);
        }
        assertEquals(160, server.node.received.size());
    }

    /** For most replies nobody waits. */
    @Test
    void aFewSmallEntriesAreReadWithoutAskingWhetherThoseBeforeHaveBeenHandled() {
        server.open();
        server.node.handled = null;
        IntStream.range(0, 10).forEach(i -> server.event("[1]"));
        assertEquals(10, server.node.received.size());
    }

    @Test
    void aNamespaceThatIsBlockedHoldsUpTheOthersForALimitedTime() {
        server.open();
        server.node.handled = new CompletableFuture<>();
        String event = "[\"" + "x".repeat(20 << 10) + "\"]";
        IntStream.range(0, 4).forEach(i -> server.event(event));
        assertEquals(2, server.node.received.size());
        server.streams.timers.remove(0).run();
        assertEquals(4, server.node.received.size());
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
