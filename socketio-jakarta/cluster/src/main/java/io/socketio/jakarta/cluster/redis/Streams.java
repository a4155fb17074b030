package io.socketio.jakarta.cluster.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the transport for Redis Streams needs of Redis besides channels. Thread-safe; no method blocks. While there is no connection, commands fail at once. */
interface Streams {

    /** An entry of a stream. */
    record Entry(StreamId id, Map<String, byte[]> fields) {

        int sizeBytes() {
            int bytes = 0;
            for (byte[] value : fields.values()) {
                bytes += value.length;
            }
            return bytes;
        }
    }

    /** The first and the last entry of a stream; {@link StreamId#ZERO} for both if there is none. */
    record Ends(StreamId first, StreamId last) {}

    /** Adds an entry, in the order of the calls. @param maxLength about how many entries are kept. @return the id of the entry */
    CompletionStage<StreamId> add(String stream, long maxLength, Map<String, byte[]> fields);

    /** Returns entries in order. @param from the id of the first, or what comes before it */
    CompletionStage<List<Entry>> range(String stream, StreamId from, int count);

    CompletionStage<?> put(String key, byte[] value, Duration expiry);

    /** Returns the value of a key, or null if there is none, and deletes it. */
    CompletionStage<byte @Nullable []> take(String key);

    /** Opens a connection of its own for a reader, now and whenever it is lost, until all connections close. */
    void follow(Follower follower);

    /** Runs a short task later. @return cancels it */
    Runnable later(Runnable task, Duration delay);

    /** A reader of a stream. */
    interface Follower {

        /** There is a connection. */
        void onConnected(Reads reads);
    }

    /** A connection on which commands may wait. */
    interface Reads {

        CompletionStage<Ends> ends(String stream);

        /** Returns the entries behind one; waits for the first of them. @return an empty list if none has come within the time */
        CompletionStage<List<Entry>> read(String stream, StreamId after, int count, Duration wait);

        /** Closes the connection, and opens another. */
        void giveUp(Throwable reason);
    }
}
