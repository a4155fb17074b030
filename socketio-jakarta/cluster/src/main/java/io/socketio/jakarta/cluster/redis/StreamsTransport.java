package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterRecovery;
import io.socketio.jakarta.cluster.ClusterSession;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.NotPublishedException;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.redis.Redis.Kind;
import io.socketio.jakarta.cluster.redis.Redis.Subscription;
import io.socketio.jakarta.json.PayloadException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One namespace in a cluster of npm {@code @socket.io/redis-streams-adapter} 0.3: events, joins, leaves and disconnects are entries of a stream, whose ids
 * are the offsets; requests and responses go through two channels, whose subscriptions are counted. Sessions are values of keys. Thread-safe.
 */
final class StreamsTransport implements ClusterTransport, StreamReader.Listener {

    /** What this library and the reference server generate. */
    private static final Pattern PRIVATE_ID = Pattern.compile("[\\w-]{1,64}");

    /** Of what this namespace has added. Clients of this server get it anyway, after the time for which an event waits for its turn. */
    private static final long MAX_UNREAD_BYTES = 16 << 20;

    private final Redis redis;
    private final ClusterNode node;
    private final ClusterOptions options;
    private final StreamReader reader;
    private final Limiter restoring;
    private final Unreadable unreadable;
    private final MessageFormat messages;
    private final StreamFormat format;
    private final OwnEntries own;

    private final String stream;
    private final Kind kind;
    private final String channel;
    private final List<Subscription> subscriptions;

    /** Touched by the serial tasks of the reader only. */
    private final Set<SessionRestore> restores = new LinkedHashSet<>();

    /**
     * @param reader of the stream of the namespace
     * @param restoring limits how many sessions are restored at a time
     */
    StreamsTransport(
            Redis redis,
            ClusterNode node,
            ClusterOptions options,
            StreamReader reader,
            Limiter restoring,
            Unreadable unreadable) {
        this.redis = redis;
        this.node = node;
        this.own = new OwnEntries(node::onMessage, MAX_UNREAD_BYTES);
        this.options = options;
        this.reader = reader;
        this.restoring = restoring;
        this.unreadable = unreadable;
        this.messages = new MessageFormat(node, options.maxMessageBytes());
        this.format = new StreamFormat(messages, options);
        this.stream = options.stream().streamOf(node.namespace());
        this.kind = options.stream().shardedPubSub() ? Kind.SHARD : Kind.CHANNEL;
        this.channel = options.prefix() + "#" + node.namespace() + "#";
        this.subscriptions = List.of(new Subscription(kind, channel), new Subscription(kind, responsesTo(node.uid())));
    }

    @Override
    public CompletionStage<Void> open() {
        return redis.subscribe(subscriptions, this::onMessage)
                .thenCombine(reader.add(this), (subscribed, read) -> null);
    }

    @Override
    public void close() {
        redis.unsubscribe(subscriptions);
        reader.remove(this);
    }

    // ---- Sending

    @Override
    public CompletionStage<@Nullable String> publish(ClusterMessage message) {
        return isEntry(message) ? add(message) : send(channel, message);
    }

    private static boolean isEntry(ClusterMessage message) {
        return switch (message.type()) {
            case BROADCAST -> message.requestId() == null;
            case SOCKETS_JOIN, SOCKETS_LEAVE, DISCONNECT_SOCKETS -> true;
            default -> false;
        };
    }

    private CompletionStage<@Nullable String> add(ClusterMessage message) {
        Map<String, byte[]> fields = format.fields(message);
        OwnEntries.Own adding = own.onAdding(message, StreamFormat.content(fields));
        CompletionStage<StreamId> added;
        try {
            added = redis.streams().add(stream, options.stream().maxLength(), fields);
        } catch (RuntimeException e) {
            added = CompletableFuture.failedStage(new NotPublishedException("Redis has not been asked", e));
        }
        return own.onAdded(adding, added);
    }

    @Override
    public CompletionStage<?> respond(String requester, ClusterMessage response) {
        return send(responsesTo(requester), response);
    }

    private String responsesTo(String uid) {
        return channel + uid + "#";
    }

    private CompletionStage<@Nullable String> send(String to, ClusterMessage message) {
        return redis.publish(kind, to, messages.msgpack(message.toMap())).thenApply(receivers -> null);
    }

    @Override
    public boolean usesHeartbeats() {
        return false;
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return redis.subscribers(kind, channel).thenApply(count -> Math.max(1, count));
    }

    @Override
    public boolean hasOffsets() {
        return true;
    }

    @Override
    public int compareOffsets(String one, String other) {
        return id(one).compareTo(id(other));
    }

    private static StreamId id(String offset) {
        return Objects.requireNonNull(StreamId.of(offset), "the id of an entry");
    }

    // ---- Receiving

    private void onMessage(String from, byte[] payload) {
        try {
            ClusterMessage message = ClusterMessage.of(messages.read(payload));
            if (message == null) {
                throw new PayloadException("no message of a Socket.IO server, or of an unknown type", null);
            }
            node.onMessage(message);
        } catch (RuntimeException e) {
            unreadable.warn(from, e);
        }
    }

    @Override
    public String namespace() {
        return node.namespace();
    }

    @Override
    public void onEntry(Streams.Entry entry) {
        try {
            if (node.uid().equals(StreamFormat.uid(entry.fields()))) {
                own.onRead(StreamFormat.content(entry.fields()), entry.id());
            } else {
                node.onMessage(format.message(entry.fields()), entry.id().toString());
            }
        } finally {
            List.copyOf(restores).forEach(each -> each.onEntry(entry));
        }
    }

    @Override
    public CompletionStage<Void> whenHandled() {
        return node.whenHandled();
    }

    // ---- Sessions

    @Override
    public boolean keepsSessions() {
        return true;
    }

    @Override
    public CompletionStage<?> persistSession(ClusterSession session, Duration expiry) {
        return redis.streams().put(keyOf(session.privateId()), format.session(session), expiry);
    }

    private String keyOf(String privateId) {
        return options.stream().sessionKeyPrefix() + privateId;
    }

    @Override
    public void restoreSession(String privateId, String offset, CompletableFuture<@Nullable ClusterRecovery> result) {
        StreamId received = StreamId.of(offset);
        if (received == null || !PRIVATE_ID.matcher(privateId).matches()) {
            result.complete(null);
            return;
        }
        SessionRestore restore = new SessionRestore(
                redis.streams(), reader, this, keyOf(privateId), received, options.maxMessageBytes(), result);
        restoring.run(restore::begin);
    }

    /** A session is being restored: it is told of the entries that come. */
    void onRestoring(SessionRestore restore) {
        restores.add(restore);
    }

    void onRestored(SessionRestore restore) {
        restores.remove(restore);
    }

    StreamFormat format() {
        return format;
    }

    String stream() {
        return stream;
    }

    int readCount() {
        return options.stream().readCount();
    }

    /** Returns the message of an entry, or null if it cannot be read, of which the operator is told when its turn comes. */
    @Nullable
    ClusterMessage readable(Streams.Entry entry) {
        try {
            return format.message(entry.fields());
        } catch (RuntimeException e) {
            return null;
        }
    }
}
