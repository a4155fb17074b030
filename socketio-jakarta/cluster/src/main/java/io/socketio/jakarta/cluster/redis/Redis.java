package io.socketio.jakarta.cluster.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the transports need of Redis. Thread-safe; no method blocks. While there is no connection, publishing and counting fail at once. */
interface Redis {

    /** The two spaces of channels, and subscriptions by pattern, which exist in one of them only. */
    enum Kind {
        CHANNEL,
        PATTERN,
        SHARD
    }

    /** Receives what is published on a channel, on a thread of the client, in order. */
    @FunctionalInterface
    interface Receiver {
        void onMessage(String channel, byte[] payload);
    }

    /** @param name a channel, or a pattern */
    record Subscription(Kind kind, String name) {}

    /** Publishes in the order of the calls. @param kind not {@link Kind#PATTERN} */
    CompletionStage<?> publish(Kind kind, String channel, byte[] payload);

    /** Returns how many connections are subscribed to the channel by its name. @param kind not {@link Kind#PATTERN} */
    CompletionStage<Integer> subscribers(Kind kind, String channel);

    /**
     * Subscribes, now and whenever the connection has been made anew, until {@link #unsubscribe}.
     *
     * @return completes when Redis has confirmed all of them for the first time; fails only if Redis refuses, or by {@link #close}
     */
    CompletionStage<Void> subscribe(List<Subscription> subscriptions, Receiver receiver);

    void unsubscribe(List<Subscription> subscriptions);

    Streams streams();

    /** Returns whether messages pass in both directions now. */
    boolean isConnected();

    /** Idempotent. */
    void close();
}
