package io.socketio.jakarta.cluster.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The streams and keys of Redis in memory, for one server; keeps what is added, and adds what a test says. One reader. */
final class MemoryStreams implements Streams {

    /** The entries that were added, as {@code stream maxLength field value …}. */
    final List<String> added = new ArrayList<>();
    /** The keys that were set, as {@code key value milliseconds}. */
    final List<String> set = new ArrayList<>();

    final Map<String, byte[]> keys = new LinkedHashMap<>();
    /** How many entries and keys were asked for. */
    int commands;
    /** How many entries were asked for at once. */
    final List<Integer> counts = new ArrayList<>();
    /** What is to run later. */
    final List<Runnable> timers = new ArrayList<>();

    private final Map<String, TreeMap<StreamId, Map<String, byte[]>>> streams = new LinkedHashMap<>();
    private final Queue<Runnable> confirmations = new ArrayDeque<>();
    private boolean holdsConfirmations;
    private boolean holdsReads;
    private long time = 1_000_000;
    private Follower follower;
    private Connection connection;

    // ---- What a test does

    /** Adds an entry as another server would. */
    StreamId receivesAs(String id, String stream, String... fields) {
        Map<String, byte[]> entry = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            entry.put(fields[i], fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return store(stream, StreamId.of(id), entry);
    }

    StreamId receives(String stream, String... fields) {
        return receivesAs(time++ + "-0", stream, fields);
    }

    /** From now on nobody hears that an entry has been added. */
    void holdConfirmations() {
        holdsConfirmations = true;
    }

    void releaseConfirmations() {
        holdsConfirmations = false;
        for (Runnable each = confirmations.poll(); each != null; each = confirmations.poll()) {
            each.run();
        }
    }

    /** From now on the reader gets no entries. */
    void holdReads() {
        holdsReads = true;
    }

    void releaseReads() {
        holdsReads = false;
        deliver();
    }

    /** The connection of the reader is cut. */
    void cut() {
        connection.isCut();
        connection = null;
    }

    void connect() {
        connection = new Connection();
        follower.onConnected(connection);
        deliver();
    }

    /** The reader gets another connection, while the one before still brings entries. @return lets the new one say where the stream ended */
    Runnable replace() {
        Connection next = new Connection();
        next.asked = new CompletableFuture<>();
        follower.onConnected(next);
        return () -> {
            connection = next;
            next.asked.complete(null);
            deliver();
        };
    }

    /** Entries below this one are gone. */
    void trim(String stream, StreamId below) {
        streams.get(stream).headMap(below, false).clear();
    }

    List<String> takeAdded() {
        List<String> all = List.copyOf(added);
        added.clear();
        return all;
    }

    // ---- Streams

    private TreeMap<StreamId, Map<String, byte[]>> stream(String name) {
        return streams.computeIfAbsent(name, unused -> new TreeMap<>());
    }

    private StreamId store(String stream, StreamId id, Map<String, byte[]> fields) {
        stream(stream).put(id, fields);
        deliver();
        return id;
    }

    @Override
    public CompletionStage<StreamId> add(String stream, long maxLength, Map<String, byte[]> fields) {
        StringBuilder text = new StringBuilder(stream + " " + maxLength);
        fields.forEach((name, value) ->
                text.append(' ').append(name).append(' ').append(new String(value, StandardCharsets.UTF_8)));
        added.add(text.toString());
        CompletableFuture<StreamId> confirmed = new CompletableFuture<>();
        StreamId id = store(stream, StreamId.of(time++ + "-0"), fields);
        confirmations.add(() -> confirmed.complete(id));
        if (!holdsConfirmations) {
            releaseConfirmations();
        }
        return confirmed;
    }

    @Override
    public CompletionStage<List<Entry>> range(String stream, StreamId from, int count) {
        commands++;
        return CompletableFuture.completedStage(entries(stream, from, true, count));
    }

    private List<Entry> entries(String stream, StreamId from, boolean inclusive, int count) {
        return stream(stream).tailMap(from, inclusive).entrySet().stream()
                .limit(count)
                .map(each -> new Entry(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public CompletionStage<?> put(String key, byte[] value, Duration expiry) {
        set.add(key + " " + new String(value, StandardCharsets.UTF_8) + " " + expiry.toMillis());
        keys.put(key, value);
        return CompletableFuture.completedStage("OK");
    }

    @Override
    public CompletionStage<byte[]> take(String key) {
        commands++;
        return CompletableFuture.completedStage(keys.remove(key));
    }

    @Override
    public void follow(Follower one) {
        follower = one;
        connect();
    }

    @Override
    public Runnable later(Runnable task, Duration delay) {
        timers.add(task);
        return () -> timers.remove(task);
    }

    private void deliver() {
        if (connection != null && !holdsReads) {
            connection.deliver();
        }
    }

    private final class Connection implements Reads {

        private String stream;
        private StreamId after;
        private int count;
        private CompletableFuture<List<Entry>> waiting;
        private CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<Ends> ends(String name) {
            TreeMap<StreamId, ?> all = stream(name);
            Ends ends =
                    all.isEmpty() ? new Ends(StreamId.ZERO, StreamId.ZERO) : new Ends(all.firstKey(), all.lastKey());
            return asked.thenApply(now -> ends);
        }

        @Override
        public CompletionStage<List<Entry>> read(String name, StreamId from, int most, Duration wait) {
            stream = name;
            after = from;
            count = most;
            counts.add(most);
            CompletableFuture<List<Entry>> read = new CompletableFuture<>();
            waiting = read;
            if (!holdsReads) {
                deliver();
            }
            return read;
        }

        void deliver() {
            CompletableFuture<List<Entry>> read = waiting;
            List<Entry> entries = read == null ? List.of() : entries(stream, after, false, count);
            if (!entries.isEmpty()) {
                waiting = null;
                read.complete(entries);
            }
        }

        void isCut() {
            CompletableFuture<List<Entry>> read = waiting;
            waiting = null;
            if (read != null) {
                read.completeExceptionally(new IllegalStateException("cut"));
            }
        }

        @Override
        public void giveUp(Throwable reason) {}
    }
}
