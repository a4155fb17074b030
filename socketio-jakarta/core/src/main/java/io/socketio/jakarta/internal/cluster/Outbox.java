package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.NotPublishedException;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the transport. What the transport has not sent yet is limited in bytes, but a single message always passes. Beyond that, messages to
 * other servers are lost, and those who wait for responses get a timeout. A transport that fails or hangs never fails or delays its caller. Thread-safe.
 */
final class Outbox {

    private final AdapterHost host;
    private final ClusterTransport transport;
    private final LongAdder lost;
    private final AtomicLong waitingBytes = new AtomicLong();

    /** @param lost counts the messages that could not be published */
    Outbox(AdapterHost host, ClusterTransport transport, LongAdder lost) {
        this.host = host;
        this.transport = transport;
        this.lost = lost;
    }

    /**
     * @return completes with the offset, or with null if there is none or no other server gets the message; fails if it is not known whether others get it
     */
    CompletionStage<@Nullable String> publish(ClusterMessage message) {
        return send(message, () -> transport.publish(message));
    }

    void respond(String requester, ClusterMessage response) {
        send(response, () -> transport.respond(requester, response).thenApply(done -> null));
    }

    private CompletionStage<@Nullable String> send(
            ClusterMessage message, Supplier<CompletionStage<@Nullable String>> sending) {
        long weight = MessageWeight.of(message);
        long waiting = waitingBytes.addAndGet(weight);
        if (waiting > host.maxWaitingBytes() && waiting > weight) {
            waitingBytes.addAndGet(-weight);
            lost.increment();
            host.operatorLog()
                    .warn(
                            Loggers.ROOM,
                            "SIO-0421",
                            host.name(),
                            "the bus of the cluster is too slow: more than " + host.maxWaitingBytes()
                                    + " bytes of namespace " + LogText.plain(host.name())
                                    + " wait for it; messages to other servers are lost",
                            null);
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<@Nullable String> sent;
        try {
            sent = sending.get();
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedStage(new NotPublishedException("the transport has not taken it", e));
        }
        return sent.whenComplete((offset, failure) -> {
            waitingBytes.addAndGet(-weight);
            if (failure != null) {
                onFailed(message, failure);
            }
        });
    }

    private void onFailed(ClusterMessage message, Throwable failure) {
        lost.increment();
        host.operatorLog()
                .warn(
                        Loggers.ROOM,
                        "SIO-0420",
                        host.name(),
                        "a message of namespace " + LogText.plain(host.name()) + " has not reached the other servers: "
                                + message.type(),
                        failure);
    }
}
