package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterMessage.Type;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The other servers that are in the cluster, by the messages that come from them. A server joins with its first message and leaves when it says so or has
 * been silent for the heartbeat timeout. Thread-safe.
 */
final class Heartbeats {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final AdapterHost host;
    private final Consumer<Type> publish;
    private final Consumer<String> onGone;
    /** When each server was heard last. */
    private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();

    private volatile long lastSent;
    private volatile boolean stopped;
    private volatile Runnable heartbeat = () -> {};
    private volatile Runnable sweep = () -> {};

    /**
     * @param publish sends a message without data
     * @param onGone receives the id of each server that has left
     */
    Heartbeats(Cluster cluster, AdapterHost host, Consumer<Type> publish, Consumer<String> onGone) {
        this.cluster = cluster;
        this.host = host;
        this.publish = publish;
        this.onGone = onGone;
    }

    /** Announces this server. */
    void start() {
        if (stopped) {
            return;
        }
        publish.accept(Type.INITIAL_HEARTBEAT);
        onSent();
        armHeartbeat(cluster.heartbeatInterval());
        armSweep();
    }

    /** Tells the others that this server leaves. */
    void stop() {
        stopped = true;
        heartbeat.run();
        sweep.run();
        publish.accept(Type.ADAPTER_CLOSE);
    }

    /** Returns the ids of the other servers: a copy. */
    Set<String> others() {
        return Set.copyOf(lastSeen.keySet());
    }

    int count() {
        return lastSeen.size();
    }

    boolean contains(String uid) {
        return lastSeen.containsKey(uid);
    }

    /** A message has been sent that shows the others that this server lives. */
    void onSent() {
        lastSent = host.nanoTime();
    }

    /** A message of another server has come. Emitters are no servers. */
    void onMessage(ClusterMessage message) {
        String uid = message.uid();
        if (stopped || uid == null || uid.equals(ClusterMessage.EMITTER)) {
            return;
        }
        if (message.type() == Type.ADAPTER_CLOSE) {
            remove(uid);
            return;
        }
        if (message.type().isResponse()) {
            // A late response does not bring back a server that has left.
            lastSeen.computeIfPresent(uid, (known, then) -> host.nanoTime());
            return;
        }
        lastSeen.put(uid, host.nanoTime());
        if (message.type() == Type.INITIAL_HEARTBEAT) {
            publish.accept(Type.HEARTBEAT);
            onSent();
        }
    }

    private void remove(String uid) {
        if (lastSeen.remove(uid) != null) {
            onGone.accept(uid);
        }
    }

    private void armHeartbeat(Duration delay) {
        if (!stopped) {
            heartbeat = host.later(this::beat, delay);
        }
    }

    private void beat() {
        long silent = host.nanoTime() - lastSent;
        long interval = cluster.heartbeatInterval().toNanos();
        if (silent >= interval && !stopped) {
            publish.accept(Type.HEARTBEAT);
            onSent();
            silent = 0;
        }
        armHeartbeat(Duration.ofNanos(interval - silent));
    }

    private void armSweep() {
        if (!stopped) {
            sweep = host.later(this::sweep, SWEEP_INTERVAL);
        }
    }

    private void sweep() {
        long now = host.nanoTime();
        long timeout = cluster.heartbeatTimeout().toNanos();
        lastSeen.forEach((uid, then) -> {
            if (now - then > timeout) {
                remove(uid);
            }
        });
        armSweep();
    }
}
