package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterRecovery.Missed;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client asks for its session. First the event that it has received last is looked up, then the session is taken, then the stream is read up to where
 * the reader was at the beginning; what the reader brings meanwhile comes behind. So every event is either among those that were missed, or still to be
 * delivered. A client that shows something wrong costs two commands.
 */
final class SessionRestore {

    private final Streams streams;
    private final StreamReader reader;
    private final StreamsTransport transport;
    private final String key;
    private final StreamId received;
    private final int maxBytes;
    private final CompletableFuture<@Nullable ClusterRecovery> result;

    /** What was missed up to {@link #start}. Touched by one command after the other. */
    private final List<Missed> missed = new ArrayList<>();

    private long bytes;
    /** Null until it has been taken. */
    private volatile @Nullable ClusterSession session;

    // Touched by the serial tasks of the reader only.
    private final List<Streams.Entry> since = new ArrayList<>();
    private boolean hasAll;
    /** Where the reader was at the beginning. Written before the first command. */
    private StreamId start = StreamId.ZERO;

    /**
     * @param key of the session
     * @param received the offset of the event that the client has received last
     * @param maxBytes a client that has missed more does not recover
     * @param result completed where the listeners of the reader are called; cancelled if nobody waits any more
     */
    SessionRestore(
            Streams streams,
            StreamReader reader,
            StreamsTransport transport,
            String key,
            StreamId received,
            int maxBytes,
            CompletableFuture<@Nullable ClusterRecovery> result) {
        this.streams = streams;
        this.reader = reader;
        this.transport = transport;
        this.key = key;
        this.received = received;
        this.maxBytes = maxBytes;
        this.result = result;
    }

    /** Begins. @return the result */
    CompletionStage<?> begin() {
        if (!result.isDone()) {
            result.whenComplete((done, failure) -> reader.serial().execute(() -> transport.onRestored(this)));
            reader.serial().execute(() -> {
                start = reader.position();
                transport.onRestoring(this);
                then(streams.range(transport.stream(), received, 1), this::onReceived);
            });
        }
        return result;
    }

    /** Goes on with the answer to a command, unless nobody waits any more. */
    private <T> void then(CompletionStage<T> command, Step<T> next) {
        command.whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (!result.isDone()) {
                try {
                    next.with(answer);
                } catch (RuntimeException e) {
                    Loggers.CLUSTER.log(System.Logger.Level.DEBUG, "a session cannot be restored", e);
                    result.complete(null);
                }
            }
        });
    }

    @FunctionalInterface
    private interface Step<T> {
        void with(T answer);
    }

    private void onReceived(List<Streams.Entry> entries) {
        if (entries.isEmpty() || !isReceived(entries.get(0))) {
            result.complete(null);
        } else {
            then(streams.take(key), this::onSession);
        }
    }

    /** The rooms of the socket may have been others. */
    private boolean isReceived(Streams.Entry entry) {
        return entry.id().equals(received)
                && transport.namespace().equals(StreamFormat.namespace(entry.fields()))
                && StreamFormat.isBroadcast(entry.fields());
    }

    private void onSession(byte @Nullable [] value) {
        ClusterSession found = value == null ? null : transport.format().session(value);
        if (found == null) {
            result.complete(null);
            return;
        }
        session = found;
        page(received);
    }

    /** Reads on. @param from the last entry that has been read; it must still be there, or others may have gone with it */
    private void page(StreamId from) {
        if (from.compareTo(start) >= 0) {
            reader.serial().execute(this::onAllRead);
        } else {
            then(streams.range(transport.stream(), from, transport.readCount() + 1), entries -> onPage(from, entries));
        }
    }

    private void onPage(StreamId from, List<Streams.Entry> entries) {
        if (entries.isEmpty() || !entries.get(0).id().equals(from)) {
            result.complete(null);
            return;
        }
        StreamId last = from;
        for (Streams.Entry each : entries.subList(1, entries.size())) {
            if (each.id().isAfter(start)) {
                last = start;
                break;
            }
            add(each);
            last = each.id();
        }
        // Without further entries, the one at which the reader was has been deleted.
        page(entries.size() == 1 ? start : last);
    }

    private void add(Streams.Entry entry) {
        ClusterSession taken = session;
        if (taken == null || !transport.namespace().equals(StreamFormat.namespace(entry.fields()))) {
            return;
        }
        ClusterMessage message = transport.readable(entry);
        if (message != null && taken.receives(message)) {
            bytes += entry.sizeBytes();
            missed.add(new Missed(message, entry.id().toString()));
            if (bytes > maxBytes) {
                result.complete(null);
            }
        }
    }

    // ---- Serial tasks

    /** The reader has come to an entry of the namespace. */
    void onEntry(Streams.Entry entry) {
        if (entry.id().isAfter(received)) {
            since.add(entry);
        }
        completeIfReady();
    }

    private void onAllRead() {
        hasAll = true;
        completeIfReady();
    }

    /** What the client has received elsewhere must not be delivered behind this. */
    private void completeIfReady() {
        ClusterSession taken = session;
        StreamId position = reader.position();
        if (!hasAll || taken == null || result.isDone() || received.isAfter(position)) {
            return;
        }
        since.forEach(this::add);
        result.complete(new ClusterRecovery(taken, missed));
    }
}
