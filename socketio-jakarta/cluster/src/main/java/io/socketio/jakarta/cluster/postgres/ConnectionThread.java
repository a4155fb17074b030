package io.socketio.jakarta.cluster.postgres;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread with a connection, which it replaces, with backoff, whenever it is lost. It ends soon after {@link #end}. Thread-safe. */
final class ConnectionThread {

    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 5_000;

    private final ConnectionSource source;
    private final String table;
    private final Work work;
    private final Consumer<PostgresConnection> onConnected;
    private final Consumer<Throwable> onLost;
    private final Thread thread;

    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Null while there is no connection. */
    private volatile @Nullable PostgresConnection current;

    /** What the thread does with a connection. */
    @FunctionalInterface
    interface Work {
        /**
         * Returns when the thread is to end; the connection is then closed in order.
         *
         * @param ready to be called as soon as others can use the connection
         * @throws SQLException if it has been lost
         */
        void serve(PostgresConnection connection, Runnable ready) throws SQLException, InterruptedException;
    }

    /**
     * @param name of the thread
     * @param table its name in quotation marks
     * @param onConnected is given each connection when it is ready
     * @param onLost is told why there is no connection; called again for each attempt that fails
     */
    ConnectionThread(
            String name,
            ConnectionSource source,
            String table,
            Work work,
            Consumer<PostgresConnection> onConnected,
            Consumer<Throwable> onLost) {
        this.source = source;
        this.table = table;
        this.work = work;
        this.onConnected = onConnected;
        this.onLost = onLost;
        // Without the thread-locals of the thread that starts the application.
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
    }

    /** Begins to connect. @return the result of the first attempt */
    CompletableFuture<Void> start() {
        thread.start();
        return firstAttempt;
    }

    boolean isConnected() {
        return current != null;
    }

    private boolean isEnding() {
        return ended.getCount() == 0;
    }

    private void run() {
        int attempts = 0;
        try {
            while (!isEnding()) {
                long begin = System.nanoTime();
                serveOne();
                boolean lasted = System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(LONGEST_DELAY_MS);
                attempts = lasted ? 0 : attempts + 1;
                ended.await(delayMillis(attempts), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Somebody wants all threads of the application to end.
        }
    }

    /** The delay doubles with each attempt, and is random by a half, so that the servers of a cluster do not come back all at once. */
    private static long delayMillis(int attempts) {
        long delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(Math.max(0, attempts - 1), 10));
        return delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    }

    private void serveOne() throws InterruptedException {
        PostgresConnection connection = null;
        try {
            PostgresConnection opened = PostgresConnection.open(source, table);
            connection = opened;
            work.serve(opened, () -> onReady(opened));
            opened.close();
            current = null;
        } catch (InterruptedException e) {
            discard(connection);
            throw e;
        } catch (SQLException | RuntimeException | Error e) {
            discard(connection);
            if (!isEnding()) {
                onLost.accept(e);
            }
            firstAttempt.completeExceptionally(e);
        }
    }

    private void onReady(PostgresConnection connection) {
        current = connection;
        onConnected.accept(connection);
        firstAttempt.complete(null);
    }

    private void discard(@Nullable PostgresConnection connection) {
        current = null;
        if (connection != null) {
            connection.discard();
        }
    }

    /** Cuts the connection, so that the thread makes another, or ends. */
    void abort() {
        PostgresConnection connection = current;
        if (connection != null) {
            connection.abort();
        }
    }

    /** The thread makes no further connection. The work must return by itself. */
    void end() {
        ended.countDown();
    }

    /** Waits until the thread has ended. @return whether it has */
    boolean awaitEnd(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
