package io.socketio.jakarta.cluster.postgres;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A notification that waits to be sent.
 *
 * @param payload of the notification; with an attachment, what comes before the id of the attachment
 * @param attachment goes into the table; null if there is none
 * @param done completes when it has been sent, on the thread that sends
 */
record Publication(String channel, String payload, byte @Nullable [] attachment, CompletableFuture<Void> done) {

    /** What comes behind the id of the attachment. */
    static final String BEHIND_ID = "\"}";

    private static final int OVERHEAD_BYTES = 200;

    static Publication inline(String channel, String payload) {
        return new Publication(channel, payload, null, new CompletableFuture<>());
    }

    /** @param uid without characters that JSON escapes */
    static Publication attached(String channel, int type, String uid, byte[] attachment) {
        String payload = "{\"uid\":\"" + uid + "\",\"type\":" + type + ",\"attachmentId\":\"";
        return new Publication(channel, payload, attachment, new CompletableFuture<>());
    }

    /** Returns about how many bytes of memory it keeps. */
    long weight() {
        return OVERHEAD_BYTES + 2L * payload.length() + (attachment == null ? 0 : attachment.length);
    }

    /** Whether both are the same notification. PostgreSQL delivers equal ones of one transaction only once. */
    record Key(String channel, String payload) {}

    Key key() {
        return new Key(channel, payload);
    }

    /** Omits the payload. */
    @Override
    public String toString() {
        return "Publication[" + channel + "]";
    }
}
