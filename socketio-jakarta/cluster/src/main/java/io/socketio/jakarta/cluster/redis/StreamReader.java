package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream for all namespaces of a server, from the end that it had when the server came on. After an outage it goes on where it was. It reads
 * more when the namespaces have handled what they were given, so that the stream, and not this server, holds what waits. A little it reads ahead, on the
 * thread that has read the reply before: then nobody waits for anybody, which would be a change of threads for each reply. Thread-safe.
 */
final class StreamReader implements Streams.Follower {

    /** A namespace. Called one call at a time, in the order of the entries. */
    interface Listener {

        String namespace();

        /** There is an entry of this namespace, also one that this server has added. */
        void onEntry(Streams.Entry entry);

        /** Completes when all entries so far have taken effect. */
        CompletionStage<Void> whenHandled();
    }

    /** A namespace that is blocked for longer no longer holds up the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So much is read before anybody asks whether it has been handled. */
    private static final int UNASKED_BYTES = 16 << 10;

    /** While no more than that is being handled, the next reply is asked for. */
    private static final int READ_AHEAD_BYTES = 64 << 10;

    /** Beyond, fewer entries are read at once. */
    private static final int LARGE_REPLY_BYTES = 4 << 20;

    private final Streams streams;
    private final String stream;
    private final StreamOptions options;
    private final RateLimitedLog log;
    private final Unreadable unreadable;
    private final SerialTasks serial = new SerialTasks();
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    // Touched by the serial tasks only.
    private final Map<String, Listener> listeners = new HashMap<>();
    private int count;
    /** The connection that is read; what one that was given up still brings is read again. Null before the first. */
    private Streams.@Nullable Reads current;
    /** The last entry that was read; null until it is known where the stream ends. */
    private @Nullable StreamId position;
    /** The namespaces of what nobody has asked about yet. */
    private final Set<Listener> concerned = new HashSet<>();
    /** The size of that. */
    private long unaskedBytes;
    /** Completes when everything that was asked about has been handled. */
    private CompletableFuture<?> handling = CompletableFuture.completedFuture(null);

    StreamReader(Streams streams, String stream, StreamOptions options, RateLimitedLog log) {
        this.streams = streams;
        this.stream = stream;
        this.options = options;
        this.log = log;
        this.unreadable = new Unreadable(log);
        this.count = options.readCount();
    }

    /** Begins to connect. */
    void start() {
        streams.follow(this);
    }

    /** Returns where the listeners are called. */
    Executor serial() {
        return serial;
    }

    /** Returns the last entry that was read. Called by the serial tasks. */
    StreamId position() {
        return position == null ? StreamId.ZERO : position;
    }

    /** Adds a listener. @return completes when it gets everything that is added to the stream from now on */
    CompletionStage<Void> add(Listener listener) {
        serial.execute(() -> listeners.put(listener.namespace(), listener));
        return started;
    }

    void remove(Listener listener) {
        serial.execute(() -> {
            listeners.remove(listener.namespace(), listener);
            concerned.remove(listener);
        });
    }

    // ---- Connections

    @Override
    public void onConnected(Streams.Reads reads) {
        serial.execute(() -> current = reads);
        reads.ends(stream).whenComplete((ends, failure) -> {
            if (failure == null) {
                serial.execute(() -> begin(reads, ends));
            } else {
                reads.giveUp(failure);
            }
        });
    }

    private void begin(Streams.Reads reads, Streams.Ends ends) {
        StreamId known = position;
        if (known == null) {
            position = ends.last();
        } else if (known.isAfter(ends.last()) || ends.first().isAfter(known) && known.isAfter(StreamId.ZERO)) {
            warnOfLoss();
            position = known.isAfter(ends.last()) ? ends.last() : known;
        }
        started.complete(null);
        read(reads);
    }

    private void warnOfLoss() {
        log.warn(
                Loggers.CLUSTER,
                "SIO-0433",
                stream,
                "the stream " + LogText.quoted(stream)
                        + " no longer contains the last entry that this server has read: messages that have come since may be lost",
                null);
    }

    // ---- The loop

    private void read(Streams.Reads reads) {
        reads.read(stream, position(), count, options.blockTime()).whenComplete((entries, failure) -> {
            if (failure == null) {
                serial.execute(() -> onEntries(reads, entries));
            } else {
                reads.giveUp(failure);
            }
        });
    }

    private void onEntries(Streams.Reads reads, List<Streams.Entry> entries) {
        if (reads != current) {
            return;
        }
        long replied = 0;
        for (Streams.Entry each : entries) {
            replied += each.sizeBytes();
            position = each.id();
            Listener listener = listeners.get(StreamFormat.namespace(each.fields()));
            if (listener != null) {
                give(each, listener);
                concerned.add(listener);
            }
        }
        count = replied > LARGE_REPLY_BYTES ? Math.max(1, count / 2) : Math.min(options.readCount(), count * 2);
        unaskedBytes += replied;
        readOn(reads);
    }

    private void readOn(Streams.Reads reads) {
        if (unaskedBytes <= UNASKED_BYTES) {
            read(reads);
            return;
        }
        CompletableFuture<?> before = handling;
        handling = whenHandled(concerned);
        boolean isLittle = unaskedBytes <= READ_AHEAD_BYTES;
        concerned.clear();
        unaskedBytes = 0;
        if (before.isDone() && (isLittle || handling.isDone())) {
            read(reads);
        } else {
            afterAllHaveHandled(before, () -> read(reads));
        }
    }

    private void give(Streams.Entry entry, Listener listener) {
        try {
            listener.onEntry(entry);
        } catch (RuntimeException e) {
            unreadable.warn(stream, e);
        } catch (StackOverflowError e) {
            unreadable.warn(stream, new IllegalArgumentException("nested too deeply", e));
        }
    }

    private static CompletableFuture<?> whenHandled(Set<Listener> concerned) {
        CompletableFuture<?>[] all = concerned.stream()
                .map(each -> each.whenHandled().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return all.length == 1 ? all[0] : CompletableFuture.allOf(all);
    }

    /** @param before what was asked about before the last time */
    private void afterAllHaveHandled(CompletableFuture<?> before, Runnable action) {
        AtomicBoolean once = new AtomicBoolean();
        Runnable next = () -> {
            if (once.compareAndSet(false, true)) {
                serial.execute(() -> {
                    // One that is still blocked is not waited for again.
                    handling = CompletableFuture.completedFuture(null);
                    action.run();
                });
            }
        };
        Runnable cancel = streams.later(next, PATIENCE);
        CompletableFuture.allOf(before, handling).whenComplete((handled, failure) -> {
            cancel.run();
            next.run();
        });
    }
}
