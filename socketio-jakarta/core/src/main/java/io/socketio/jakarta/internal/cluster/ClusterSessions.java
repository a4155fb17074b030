package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.adapter.ResumingAdapter;
import io.socketio.jakarta.internal.adapter.ResumingAdapter.MissedEvent;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one namespace, in the store of the cluster: any server restores them. Whatever the store does, a client gets its session or a new socket
 * within a limited time. Thread-safe.
 */
final class ClusterSessions {

    private final Cluster cluster;
    private final AdapterHost host;
    private final ClusterTransport transport;
    private final ResumingAdapter local;
    private final EarlyEvents early;
    private final Executor serial;
    private final AtomicLong waitingBytes = new AtomicLong();

    /** @param serial does what other servers ask for */
    ClusterSessions(
            Cluster cluster,
            AdapterHost host,
            ClusterTransport transport,
            ResumingAdapter local,
            EarlyEvents early,
            Executor serial) {
        this.cluster = cluster;
        this.host = host;
        this.transport = transport;
        this.local = local;
        this.early = early;
        this.serial = serial;
    }

    /** Stores the session, and forgets it here. */
    void persist(RecoverableSession session) {
        ClusterSession stored = session instanceof StoredSession again ? again.stored() : toStore(session);
        session.onForgotten();
        long weight = MessageWeight.of(stored.toMap());
        if (waitingBytes.addAndGet(weight) > host.maxWaitingBytes()) {
            waitingBytes.addAndGet(-weight);
            onNotPersisted("more than " + host.maxWaitingBytes() + " bytes wait for the store", null);
            return;
        }
        call(() -> transport
                        .persistSession(stored, host.recovery().maxDisconnectionDuration())
                        .thenApply(done -> true))
                .whenComplete((done, failure) -> {
                    waitingBytes.addAndGet(-weight);
                    if (failure != null) {
                        onNotPersisted("the store has not taken it", failure);
                    }
                });
    }

    private ClusterSession toStore(RecoverableSession session) {
        return new ClusterSession(
                session.socketId(),
                session.privateId(),
                List.copyOf(session.rooms()),
                WireSocket.data(host, session.data()),
                session.ownerDigest());
    }

    private void onNotPersisted(String why, @Nullable Throwable failure) {
        host.operatorLog()
                .warn(
                        Loggers.ROOM,
                        "SIO-0435",
                        host.name(),
                        "the session of a client of namespace " + LogText.plain(host.name()) + " is not kept: " + why
                                + "; the client gets a new socket when it comes back",
                        failure);
    }

    /**
     * Takes a session out of the store. While clients here have received events before their turn, it is not known what others have missed.
     *
     * @return completes with null if there is none, or the store is too slow; never fails
     */
    CompletionStage<@Nullable RestoredSession> restore(String privateId, String offset) {
        CompletableFuture<@Nullable RestoredSession> result = new CompletableFuture<>();
        CompletableFuture<@Nullable ClusterRecovery> found = new CompletableFuture<>();
        Runnable cancel = host.later(() -> onTimeout(result, found), cluster.restoreTimeout());
        // Before anybody is asked: this must run between the messages where the transport completes it, on its thread.
        found.whenComplete((recovery, failure) -> {
            cancel.run();
            if (recovery != null) {
                // Behind the messages that came before, and in front of those that come now.
                serial.execute(() -> resume(recovery, result));
            } else if (result.complete(null) && failure != null) {
                onNotRestored("the store fails", failure);
            }
        });
        early.whenOver(() -> ask(privateId, offset, found));
        return result;
    }

    private void ask(String privateId, String offset, CompletableFuture<@Nullable ClusterRecovery> found) {
        if (!found.isDone()) {
            try {
                transport.restoreSession(privateId, offset, found);
            } catch (RuntimeException e) {
                found.completeExceptionally(e);
            }
        }
    }

    private void resume(ClusterRecovery recovery, CompletableFuture<@Nullable RestoredSession> result) {
        if (result.isDone()) {
            return;
        }
        if (early.isOver()) {
            result.complete(restored(recovery));
        } else if (result.complete(null)) {
            onNotRestored("the bus of the cluster is too slow", null);
        }
    }

    private void onTimeout(
            CompletableFuture<@Nullable RestoredSession> result, CompletableFuture<@Nullable ClusterRecovery> found) {
        if (result.complete(null)) {
            onNotRestored(
                    "the store has not answered within "
                            + cluster.restoreTimeout().toMillis() + " ms",
                    null);
            found.cancel(false);
        }
    }

    private void onNotRestored(String why, @Nullable Throwable failure) {
        host.operatorLog()
                .warn(
                        Loggers.ROOM,
                        "SIO-0436",
                        host.name(),
                        "a client of namespace " + LogText.plain(host.name()) + " has come back and gets a new socket: "
                                + why,
                        failure);
    }

    private @Nullable RestoredSession restored(ClusterRecovery recovery) {
        List<MissedEvent> missed = new ArrayList<>(recovery.missed().size());
        try {
            for (ClusterRecovery.Missed each : recovery.missed()) {
                BroadcastEvent event = WireData.event(each.event().data("packet"));
                if (event != null) {
                    BroadcastOptions options = WireData.options(each.event().data("opts"), host.ackTimeout());
                    missed.add(new MissedEvent(event.with(each.offset()), options));
                }
            }
            return local.resume(StoredSession.of(recovery.session()), missed);
        } catch (RuntimeException e) {
            onNotRestored("what it has missed cannot be sent to it", e);
            return null;
        }
    }

    private static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> method) {
        try {
            return method.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
