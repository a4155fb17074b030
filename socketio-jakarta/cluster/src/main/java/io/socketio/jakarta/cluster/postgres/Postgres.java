package io.socketio.jakarta.cluster.postgres;

import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** What the transports need of PostgreSQL. Thread-safe; no method blocks. While there is no connection, publishing fails at once. */
interface Postgres {

    /** Reads the attachments of notifications. For the thread that receives. */
    @FunctionalInterface
    interface Attachments {
        /**
         * @throws AttachmentException if there is none with this id, or it cannot be read
         * @throws SQLException if the connection has been lost
         */
        byte[] read(long id) throws SQLException;
    }

    /** Receives the notifications of a channel, on one thread, in order. */
    @FunctionalInterface
    interface Receiver {
        void onNotification(String payload, Attachments attachments) throws SQLException;
    }

    /** Sends in the order of the calls. */
    CompletionStage<Void> publish(Publication publication);

    /**
     * Receives a channel, now and on each new connection, until {@link #unlisten}. There is one receiver for a channel, the last.
     *
     * @return completes when PostgreSQL has confirmed it for the first time; fails only if it refuses, or by {@link #close}
     */
    CompletionStage<Void> listen(String channel, Receiver receiver);

    /** Does nothing if the channel has got another receiver meanwhile. */
    void unlisten(String channel, Receiver receiver);

    /** Returns whether messages pass in both directions now. */
    boolean isConnected();

    /** Sends what was published before, and waits a short time for that. Idempotent. */
    void close();
}
