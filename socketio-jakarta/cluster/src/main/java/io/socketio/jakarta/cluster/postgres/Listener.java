package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.postgres.Notifications.Notification;
import io.socketio.jakarta.cluster.postgres.Postgres.Receiver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Receives the notifications of all channels on the thread that has the connection. Each connection listens to what is wanted, a new one again. The
 * thread waits inside the driver, so a notification on a channel of its own wakes it when something else is wanted. Thread-safe.
 */
final class Listener implements ConnectionThread.Work {

    private static final int PING_INTERVAL_MS = 5_000;

    /** How soon the thread sees what is wanted while nothing can wake it. */
    private static final int WITHOUT_WAKE_MS = 250;

    /** A ping that is not answered ends the wait earlier than that, unless the network ends in the middle of a message. */
    private static final long STALLED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String wakeChannel;
    private final BooleanSupplier canWake;
    private final Runnable wake;
    private final int maxAttachmentBytes;

    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();
    /** How often that has changed; counted behind each change. */
    private final AtomicInteger changes = new AtomicInteger();

    /** The count of changes that the thread has seen; touched by that only. */
    private int seen;

    private volatile boolean ending;
    private volatile long lastActive = System.nanoTime();

    /** @param confirmed completes when PostgreSQL has confirmed it for the first time */
    private record Wanted(Receiver receiver, CompletableFuture<Void> confirmed) {}

    /**
     * @param wakeChannel nobody else has it
     * @param canWake whether the next would succeed
     * @param wake notifies this channel; does not block
     */
    Listener(String wakeChannel, BooleanSupplier canWake, Runnable wake, int maxAttachmentBytes) {
        this.wakeChannel = wakeChannel;
        this.canWake = canWake;
        this.wake = wake;
        this.maxAttachmentBytes = maxAttachmentBytes;
    }

    CompletionStage<Void> listen(String channel, Receiver receiver) {
        Wanted added = new Wanted(receiver, new CompletableFuture<>());
        wanted.put(channel, added);
        onChange();
        return added.confirmed;
    }

    void unlisten(String channel, Receiver receiver) {
        wanted.computeIfPresent(channel, (name, present) -> present.receiver == receiver ? null : present);
        onChange();
    }

    private void onChange() {
        changes.incrementAndGet();
        wake.run();
    }

    /** The thread returns soon. Wakes it, if that is possible. */
    void end() {
        ending = true;
        wake.run();
        List<Wanted> unconfirmed = List.copyOf(wanted.values());
        wanted.clear();
        unconfirmed.forEach(each -> each.confirmed.completeExceptionally(new IllegalStateException("closed")));
    }

    /** Returns whether the thread has been waiting for longer than it should. */
    boolean isStalled() {
        return System.nanoTime() - lastActive > STALLED_AFTER_NANOS;
    }

    // ---- On the thread

    @Override
    public void serve(PostgresConnection connection, Runnable ready) throws SQLException {
        Set<String> listening = new HashSet<>();
        lastActive = System.nanoTime();
        connection.listen(Set.of(wakeChannel));
        seen = changes.get();
        listenToWanted(connection, listening);
        ready.run();
        while (!ending) {
            serveOnce(connection, listening);
        }
    }

    /** A method, because compilers count calls: a loop that waits is compiled much later. */
    private void serveOnce(PostgresConnection connection, Set<String> listening) throws SQLException {
        if (seen != changes.get()) {
            seen = changes.get();
            listenToWanted(connection, listening);
        }
        List<Notification> received =
                connection.notifications(canWake.getAsBoolean() ? PING_INTERVAL_MS : WITHOUT_WAKE_MS);
        lastActive = System.nanoTime();
        if (received.isEmpty()) {
            connection.ping();
        }
        for (Notification each : received) {
            dispatch(connection, each);
            lastActive = System.nanoTime();
        }
    }

    private void listenToWanted(PostgresConnection connection, Set<String> listening) throws SQLException {
        Map<String, Wanted> now = Map.copyOf(wanted);
        List<String> unwanted = new ArrayList<>(listening);
        unwanted.removeAll(now.keySet());
        if (!unwanted.isEmpty()) {
            connection.unlisten(unwanted);
            unwanted.forEach(listening::remove);
        }
        List<String> missing = new ArrayList<>(now.keySet());
        missing.removeAll(listening);
        listen(connection, missing, listening);
        now.forEach((channel, each) -> {
            if (listening.contains(channel)) {
                each.confirmed.complete(null);
            }
        });
    }

    private void listen(PostgresConnection connection, List<String> channels, Set<String> listening)
            throws SQLException {
        try {
            connection.listen(channels);
            listening.addAll(channels);
        } catch (SQLException e) {
            if (connection.isLost(e)) {
                throw e;
            }
            if (channels.size() == 1) {
                refused(channels.get(0), e);
                return;
            }
            // PostgreSQL has refused one of them, and therefore all.
            for (String each : channels) {
                listen(connection, List.of(each), listening);
            }
        }
    }

    private void refused(String channel, SQLException failure) {
        Wanted each = wanted.remove(channel);
        if (each != null) {
            each.confirmed.completeExceptionally(failure);
        }
    }

    private void dispatch(PostgresConnection connection, Notification notification) throws SQLException {
        Wanted to = wanted.get(notification.channel());
        if (to != null) {
            to.receiver.onNotification(notification.payload(), id -> connection.attachment(id, maxAttachmentBytes));
        }
    }
}
