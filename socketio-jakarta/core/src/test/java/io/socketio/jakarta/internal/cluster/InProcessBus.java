package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.NotPublishedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Joins servers of one JVM as a real bus would: each message is written as JSON with its binary values beside it, and each receiver reads it anew, so
 * that nothing passes by reference. Messages also come back to their sender. Servers can die, and the bus can be slow.
 */
public final class InProcessBus {

    /** What is on the bus: a message as text, its binary values, and its offset. */
    public record Frame(String json, List<byte[]> attachments, String offset) {}

    /** All messages that were published or sent as responses, in order. */
    public final List<Frame> frames = new CopyOnWriteArrayList<>();

    private final Executor executor;
    private final List<Transport> open = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final AtomicLong offsets = new AtomicLong();
    private volatile boolean holds;

    public volatile boolean heartbeats = true;
    /** The times of the cluster; null means the default. */
    public volatile @Nullable Duration heartbeatInterval;

    public volatile @Nullable Duration heartbeatTimeout;
    public volatile @Nullable Duration requestTimeout;
    public volatile boolean hasOffsets;
    /** Whether the bus keeps sessions, and what clients have missed. */
    public volatile boolean keepsSessions;

    /** The sessions that are kept, by their private ids. */
    public final Map<String, ClusterSession> sessions = new ConcurrentHashMap<>();

    /** Runs when the bus has answered, before whoever has asked for a session goes on. */
    public volatile Runnable afterRestore = () -> {};

    private final List<Frame> history = new CopyOnWriteArrayList<>();
    /** Whether responses go to all servers, as on a bus without private channels. */
    public volatile boolean publicResponses;

    /** On the sender's thread. */
    public InProcessBus() {
        this(Runnable::run);
    }

    /** @param executor carries the messages; runs one at a time, in order */
    public InProcessBus(Executor executor) {
        this.executor = executor;
    }

    /** A server of the cluster. */
    public Server server() {
        return new Server();
    }

    /** From now on nothing arrives, and nothing is confirmed. */
    public synchronized void hold() {
        holds = true;
    }

    /** Delivers what was held. */
    public void release() {
        List<Runnable> all;
        synchronized (this) {
            holds = false;
            all = List.copyOf(held);
            held.clear();
        }
        all.forEach(Runnable::run);
    }

    /** Delivers the oldest of what is held. */
    public void releaseOne() {
        Runnable oldest;
        synchronized (this) {
            oldest = held.remove(0);
        }
        oldest.run();
    }

    /** Delivers what was held, the newest first. */
    public void releaseInReverse() {
        synchronized (this) {
            Collections.reverse(held);
        }
        release();
    }

    /** How many namespaces of servers receive. */
    public int size() {
        return open.size();
    }

    /** The texts of the messages so far; forgets them. */
    public List<String> texts() {
        List<String> texts = frames.stream().map(Frame::json).toList();
        frames.clear();
        return texts;
    }

    private void carry(Runnable delivery) {
        synchronized (this) {
            if (holds) {
                held.add(delivery);
                return;
            }
        }
        executor.execute(delivery);
    }

    /** One server; each of its namespaces has a transport. */
    public final class Server implements Cluster {

        private volatile boolean dead;
        /** Publishing fails at once. */
        public volatile boolean failing;
        /** What is published arrives nowhere, or somewhere: the answer is lost. */
        public volatile boolean breaking;
        /** Opening fails. */
        public volatile boolean closedDoor;
        /** Publishing throws. */
        public volatile boolean throwing;

        /** What is published arrives, but the answer is lost. */
        public volatile boolean deaf;

        private final Queue<Runnable> unread = new ArrayDeque<>();
        /** What has been published arrives later. */
        private boolean isAway;

        public final List<String> rooms = new CopyOnWriteArrayList<>();
        public final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();

        @Override
        public ClusterTransport connect(ClusterNode node) {
            nodes.add(node);
            return new Transport(this, node);
        }

        @Override
        public Duration heartbeatInterval() {
            Duration chosen = heartbeatInterval;
            return chosen == null ? Cluster.super.heartbeatInterval() : chosen;
        }

        @Override
        public Duration heartbeatTimeout() {
            Duration chosen = heartbeatTimeout;
            return chosen == null ? Cluster.super.heartbeatTimeout() : chosen;
        }

        @Override
        public Duration requestTimeout() {
            Duration chosen = requestTimeout;
            return chosen == null ? Cluster.super.requestTimeout() : chosen;
        }

        /** From now on this server publishes, and reads nothing. */
        public synchronized void goesAway() {
            isAway = true;
        }

        /** Reads the oldest of what it has not read. */
        public void readsOne() {
            Runnable oldest;
            synchronized (this) {
                oldest = unread.poll();
            }
            if (oldest != null) {
                oldest.run();
            }
        }

        public void returns() {
            while (unreadCount() > 0) {
                readsOne();
            }
            synchronized (this) {
                isAway = false;
            }
        }

        private synchronized int unreadCount() {
            return unread.size();
        }

        private void read(Runnable delivery) {
            synchronized (this) {
                if (isAway) {
                    unread.add(delivery);
                    return;
                }
            }
            delivery.run();
        }

        /** The process is gone: nothing comes from it any more, not even a farewell. */
        public void die() {
            dead = true;
        }

        /** Gives a message to a namespace of this server as if the bus had carried it. */
        public void receives(String namespace, String json) {
            for (ClusterNode node : nodes) {
                if (node.namespace().equals(namespace)) {
                    ClusterMessage message = ClusterMessage.of(node.readJson(json, List.of()));
                    if (message != null) {
                        node.onMessage(message);
                    }
                }
            }
        }
    }

    private final class Transport implements ClusterTransport {

        private final Server server;
        private final ClusterNode node;

        Transport(Server server, ClusterNode node) {
            this.server = server;
            this.node = node;
        }

        @Override
        public CompletionStage<Void> open() {
            if (server.closedDoor) {
                return CompletableFuture.failedFuture(new IllegalStateException("the door is closed"));
            }
            open.add(this);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            open.remove(this);
        }

        @Override
        public CompletionStage<String> publish(ClusterMessage message) {
            return send(message, null);
        }

        @Override
        public CompletionStage<?> respond(String requester, ClusterMessage response) {
            return send(response, publicResponses ? null : requester);
        }

        private CompletionStage<String> send(ClusterMessage message, String receiver) {
            if (server.throwing) {
                throw new IllegalStateException("the bus throws");
            }
            if (server.failing) {
                return CompletableFuture.failedFuture(new NotPublishedException("the bus fails"));
            }
            if (server.breaking) {
                return CompletableFuture.failedFuture(new IllegalStateException("the connection breaks"));
            }
            CompletableFuture<String> published = new CompletableFuture<>();
            if (server.dead) {
                return published;
            }
            Frame frame = toFrame(message);
            frames.add(frame);
            boolean isDeaf = server.deaf;
            carry(() -> {
                history.add(frame);
                for (Transport each : open) {
                    if (each == this && hasOffsets) {
                        if (!isDeaf) {
                            server.read(() -> node.onMessage(message, frame.offset));
                        }
                    } else if (receiver == null || receiver.equals(each.node.uid())) {
                        each.server.read(() -> each.receive(frame));
                    }
                }
                published.complete(frame.offset);
            });
            return isDeaf
                    ? CompletableFuture.failedFuture(new IllegalStateException("the connection breaks"))
                    : published;
        }

        private Frame toFrame(ClusterMessage message) {
            List<byte[]> attachments = new ArrayList<>();
            String json = node.writeJson(message.toMap(), bytes -> {
                attachments.add(bytes.clone());
                return "{\"_placeholder\":true,\"num\":" + (attachments.size() - 1) + "}";
            });
            return new Frame(json, attachments, hasOffsets ? "o" + offsets.incrementAndGet() : null);
        }

        private void receive(Frame frame) {
            if (server.dead) {
                return;
            }
            List<byte[]> own = frame.attachments.stream().map(byte[]::clone).toList();
            node.onMessage(ClusterMessage.of(node.readJson(frame.json, own)), frame.offset);
        }

        @Override
        public boolean usesHeartbeats() {
            return heartbeats;
        }

        @Override
        public CompletionStage<Integer> serverCount() {
            int count = 0;
            for (Transport each : open) {
                if (each.node.namespace().equals(node.namespace())) {
                    count++;
                }
            }
            return CompletableFuture.completedFuture(count);
        }

        @Override
        public boolean hasOffsets() {
            return hasOffsets;
        }

        @Override
        public int compareOffsets(String one, String other) {
            return Long.compare(Long.parseLong(one.substring(1)), Long.parseLong(other.substring(1)));
        }

        @Override
        public boolean keepsSessions() {
            return keepsSessions;
        }

        /** What is kept has been written and read, as by a store. */
        @Override
        public CompletionStage<?> persistSession(ClusterSession session, Duration expiry) {
            if (server.failing) {
                return CompletableFuture.failedFuture(new IllegalStateException("the bus fails"));
            }
            String json = node.writeJson(session.toMap(), bytes -> "\"" + bytes.length + " bytes\"");
            sessions.put(session.privateId(), ClusterSession.of(node.readJson(json, List.of())));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void restoreSession(String privateId, String offset, CompletableFuture<ClusterRecovery> result) {
            if (server.failing) {
                result.completeExceptionally(new IllegalStateException("the bus fails"));
                return;
            }
            carry(() -> {
                ClusterRecovery restored = restore(privateId, offset);
                server.read(() -> result.complete(restored));
                afterRestore.run();
            });
        }

        private ClusterRecovery restore(String privateId, String offset) {
            List<String> all = history.stream().map(Frame::offset).toList();
            ClusterSession session = all.contains(offset) ? sessions.remove(privateId) : null;
            if (session == null) {
                return null;
            }
            List<ClusterRecovery.Missed> missed = new ArrayList<>();
            for (Frame each : history.subList(all.indexOf(offset) + 1, history.size())) {
                ClusterMessage message = ClusterMessage.of(node.readJson(each.json, each.attachments));
                if (node.namespace().equals(message.nsp()) && session.receives(message)) {
                    missed.add(new ClusterRecovery.Missed(message, each.offset));
                }
            }
            return new ClusterRecovery(session, missed);
        }

        @Override
        public boolean followsRooms() {
            return true;
        }

        @Override
        public void onRoomCreated(String room) {
            server.rooms.add("+" + room);
        }

        @Override
        public void onRoomDeleted(String room) {
            server.rooms.add("-" + room);
        }
    }
}
