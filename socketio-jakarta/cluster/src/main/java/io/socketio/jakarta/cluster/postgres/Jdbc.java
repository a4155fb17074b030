package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** PostgreSQL through JDBC, on two connections with a thread each: one that sends, one that receives. Thread-safe. */
final class Jdbc implements Postgres {

    /** In the names of the threads and of the channel that wakes one of them. */
    private static final String NAME = "socketio-postgres-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;

    /** How long to wait for the end of a thread: in order, and then when its connection has been cut. */
    private static final long END_MS = 2_000;

    private static final long ABORTED_MS = 1_000;

    private final StartCheck check;
    private final Publisher publisher;
    private final ConnectionThread publishing;
    /** Null if nothing is received. */
    private final @Nullable Listener listener;

    private final @Nullable ConnectionThread listening;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Jdbc(PostgresOptions options, ConnectionSource source, boolean receives, RateLimitedLog log) {
        String table = TableName.quoted(options.tableName());
        this.check = new StartCheck(source.address(), options, log);
        if (receives) {
            String wakeChannel = NAME + randomId();
            Cleanup cleanup = new Cleanup(options.cleanupInterval(), log);
            this.publisher = new Publisher(connection -> {
                watchListener();
                return cleanup.run(connection);
            });
            this.listener = new Listener(
                    wakeChannel,
                    publisher::isConnected,
                    () -> publisher.publish(Publication.inline(wakeChannel, "")),
                    options.maxMessageBytes());
            this.listening =
                    new ConnectionThread(NAME + "listen", source, table, listener, connection -> {}, check::onLost);
        } else {
            this.publisher = new Publisher(Publisher.Upkeep.NONE);
            this.listener = null;
            this.listening = null;
        }
        this.publishing =
                new ConnectionThread(NAME + "publish", source, table, publisher, check::onConnected, check::onLost);
    }

    private static String randomId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * Connects, and waits a few seconds for that.
     *
     * @param receives whether there is a second connection, which receives
     * @throws IllegalArgumentException if the address is wrong
     * @throws IllegalStateException if PostgreSQL is required and cannot be used
     */
    static Postgres connect(PostgresOptions options, boolean receives, RateLimitedLog log) {
        Jdbc postgres = new Jdbc(options, ConnectionSource.of(options), receives, log);
        CompletableFuture<Void> connected = postgres.publishing.start();
        if (postgres.listening != null) {
            connected = CompletableFuture.allOf(connected, postgres.listening.start());
        }
        try {
            postgres.check.await(connected);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    @Override
    public CompletionStage<Void> publish(Publication publication) {
        return publisher.publish(publication);
    }

    @Override
    public CompletionStage<Void> listen(String channel, Receiver receiver) {
        if (listener == null) {
            throw new UnsupportedOperationException("this connection only sends");
        }
        CompletionStage<Void> confirmed = listener.listen(channel, receiver);
        if (closed.get()) {
            listener.end();
        }
        return confirmed;
    }

    @Override
    public void unlisten(String channel, Receiver receiver) {
        if (listener != null) {
            listener.unlisten(channel, receiver);
        }
    }

    /** Ends a wait that the driver does not end itself. */
    private void watchListener() {
        if (listening != null && listener != null && listening.isConnected() && listener.isStalled()) {
            listening.abort();
        }
    }

    @Override
    public boolean isConnected() {
        return publishing.isConnected() && (listening == null || listening.isConnected());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        check.close();
        publishing.end();
        if (listening != null) {
            listening.end();
        }
        boolean wakes = publisher.isConnected();
        if (listener != null) {
            listener.end();
        }
        publisher.end();
        end(publishing, END_MS);
        if (listening != null) {
            end(listening, wakes ? END_MS : 0);
        }
    }

    private static void end(ConnectionThread thread, long millis) {
        if (millis == 0 || !thread.awaitEnd(millis)) {
            thread.abort();
            thread.awaitEnd(ABORTED_MS);
        }
    }
}
