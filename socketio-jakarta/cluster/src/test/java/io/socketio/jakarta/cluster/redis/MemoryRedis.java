package io.socketio.jakarta.cluster.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The channels of Redis in memory, for one server; keeps what is published, and delivers what a test publishes. */
final class MemoryRedis implements Redis {

    /** What was published, as {@code channel text} or {@code channel hex}. */
    final List<String> published = new ArrayList<>();

    final MemoryStreams streams = new MemoryStreams();

    final Map<Subscription, Receiver> subscriptions = new LinkedHashMap<>();

    /** Publishes as another server would. */
    void receives(Kind kind, String channel, byte[] payload) {
        List.copyOf(subscriptions.entrySet()).forEach(each -> {
            Subscription to = each.getKey();
            boolean matches = to.kind() == kind && to.name().equals(channel)
                    || to.kind() == Kind.PATTERN
                            && kind == Kind.CHANNEL
                            && channel.startsWith(
                                    to.name().substring(0, to.name().length() - 1));
            if (matches) {
                each.getValue().onMessage(channel, payload);
            }
        });
    }

    void receives(Kind kind, String channel, String text) {
        receives(kind, channel, text.getBytes(StandardCharsets.UTF_8));
    }

    void receivesHex(Kind kind, String channel, String hex) {
        receives(kind, channel, HexFormat.of().parseHex(hex));
    }

    /** What was published since the last call. */
    List<String> sent() {
        List<String> sent = List.copyOf(published);
        published.clear();
        return sent;
    }

    List<String> names() {
        return subscriptions.keySet().stream()
                .map(each -> each.kind() + " " + each.name())
                .toList();
    }

    @Override
    public CompletionStage<?> publish(Kind kind, String channel, byte[] payload) {
        String text = payload[0] == '{'
                ? new String(payload, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(payload);
        published.add(channel + " " + text);
        return CompletableFuture.completedStage(1L);
    }

    @Override
    public CompletionStage<Integer> subscribers(Kind kind, String channel) {
        return CompletableFuture.completedStage(subscriptions.containsKey(new Subscription(kind, channel)) ? 1 : 0);
    }

    @Override
    public CompletionStage<Void> subscribe(List<Subscription> all, Receiver receiver) {
        all.forEach(each -> subscriptions.put(each, receiver));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void unsubscribe(List<Subscription> all) {
        all.forEach(subscriptions::remove);
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {
        subscriptions.clear();
    }
}
