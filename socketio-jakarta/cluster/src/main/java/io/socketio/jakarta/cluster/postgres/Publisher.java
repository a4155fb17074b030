package io.socketio.jakarta.cluster.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications, in their order, on the thread that has the connection. What waits is limited in bytes; beyond that, and while there is no
 * connection, publishing fails at once. Thread-safe.
 */
final class Publisher implements ConnectionThread.Work {

    /** Ends the thread when everything before it has been sent. */
    static final Publication END = Publication.inline("", "");

    private static final long MOST_WAITING_BYTES = 64L << 20;
    private static final long PING_INTERVAL_MS = 5_000;

    private final Upkeep upkeep;
    private final BlockingQueue<Publication> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean connected;

    /** What else is done on this connection, between notifications. */
    interface Upkeep {

        /** Nothing. */
        Upkeep NONE = connection -> Long.MAX_VALUE;

        /** Does what is due. @return after how many milliseconds it is to be called again */
        long run(PostgresConnection connection) throws SQLException;
    }

    Publisher(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    CompletionStage<Void> publish(Publication publication) {
        if (!connected) {
            return CompletableFuture.failedStage(disconnected());
        }
        long weight = publication.weight();
        long waiting = waitingBytes.addAndGet(weight);
        if (waiting > MOST_WAITING_BYTES && waiting > weight) {
            waitingBytes.addAndGet(-weight);
            return CompletableFuture.failedStage(new IllegalStateException(
                    "more than " + MOST_WAITING_BYTES + " bytes wait for PostgreSQL, which is too slow"));
        }
        queue.add(publication);
        if (!connected && queue.remove(publication)) {
            // The connection was lost just before. Until there is another, nobody looks at the queue.
            complete(publication, disconnected());
        }
        return publication.done();
    }

    boolean isConnected() {
        return connected;
    }

    private static Exception disconnected() {
        return new IllegalStateException("there is no connection to PostgreSQL");
    }

    /** The thread returns when everything has been sent that was published before. */
    void end() {
        queue.add(END);
    }

    // ---- On the thread

    @Override
    public void serve(PostgresConnection connection, Runnable ready) throws SQLException, InterruptedException {
        Exception reason = disconnected();
        connected = true;
        try {
            ready.run();
            boolean goesOn = true;
            while (goesOn) {
                goesOn = serveOnce(connection);
            }
        } catch (SQLException | RuntimeException e) {
            reason = e;
            throw e;
        } finally {
            connected = false;
            for (Publication each = queue.poll(); each != null; each = queue.poll()) {
                complete(each, reason);
            }
        }
    }

    /** A method, because compilers count calls: a loop that waits is compiled much later. @return false at the end */
    private boolean serveOnce(PostgresConnection connection) throws SQLException, InterruptedException {
        long next = Math.min(upkeep.run(connection), PING_INTERVAL_MS);
        Publication first = queue.poll(next, TimeUnit.MILLISECONDS);
        if (first == END) {
            return false;
        }
        if (first == null) {
            connection.ping();
        } else {
            send(connection, Batch.startingWith(first, queue));
        }
        return true;
    }

    private void send(PostgresConnection connection, List<Publication> batch) throws SQLException {
        try {
            connection.send(batch);
        } catch (SQLException e) {
            boolean lost = connection.isLost(e);
            if (!lost && batch.size() > 1) {
                sendOneByOne(connection, batch);
                return;
            }
            batch.forEach(each -> complete(each, e));
            if (lost) {
                throw e;
            }
            return;
        } catch (RuntimeException e) {
            batch.forEach(each -> complete(each, e));
            throw e;
        }
        batch.forEach(each -> complete(each, null));
    }

    /** PostgreSQL has refused one of them, and therefore all. */
    private void sendOneByOne(PostgresConnection connection, List<Publication> batch) throws SQLException {
        try {
            for (Publication each : batch) {
                send(connection, List.of(each));
            }
        } finally {
            batch.forEach(each -> complete(each, disconnected()));
        }
    }

    /** Has no effect the second time. @param failure null if it has been sent */
    private void complete(Publication publication, @Nullable Throwable failure) {
        CompletableFuture<Void> done = publication.done();
        boolean first = failure == null ? done.complete(null) : done.completeExceptionally(failure);
        if (first && publication != END) {
            waitingBytes.addAndGet(-publication.weight());
        }
    }
}
