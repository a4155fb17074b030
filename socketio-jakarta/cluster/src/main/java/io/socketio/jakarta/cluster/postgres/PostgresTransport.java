package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.ClusterMessage;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.cluster.message.MessageFormat;
import io.socketio.jakarta.cluster.message.Unreadable;
import io.socketio.jakarta.cluster.postgres.Postgres.Attachments;
import io.socketio.jakarta.cluster.postgres.Postgres.Receiver;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.json.PayloadException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One namespace in a cluster of npm {@code @socket.io/postgres-adapter} 0.5, on one channel of notifications. What is too long for a notification, or
 * binary, is in a table, and the notification has its id. Servers find each other by heartbeats. Thread-safe.
 */
final class PostgresTransport implements ClusterTransport {

    private final Postgres postgres;
    private final ClusterNode node;
    private final MessageFormat format;
    private final int payloadThreshold;
    private final RateLimitedLog log;
    private final Unreadable unreadable;

    /** Null if PostgreSQL cannot have a channel for this namespace. */
    private final @Nullable String channel;
    /** Why; empty otherwise. */
    private final String problem;
    /** How the notifications of this server end, which come back to it. */
    private final String ownEnd;
    /** Kept, because the same reference ends what it has begun. */
    private final Receiver receiver = this::onNotification;

    PostgresTransport(Postgres postgres, ClusterNode node, PostgresOptions options, RateLimitedLog log) {
        this.postgres = postgres;
        this.node = node;
        this.format = new MessageFormat(node, options.maxMessageBytes());
        this.payloadThreshold = options.payloadThreshold();
        this.log = log;
        this.unreadable = new Unreadable(log);
        this.ownEnd = ",\"uid\":\"" + node.uid() + "\",\"nsp\":" + format.text(node.namespace()) + "}";
        String name = null;
        String wrong = "";
        try {
            name = ChannelName.of(options.channelPrefix(), node.namespace());
        } catch (IllegalArgumentException e) {
            wrong = String.valueOf(e.getMessage());
        }
        this.channel = name;
        this.problem = wrong;
    }

    @Override
    public CompletionStage<Void> open() {
        return channel == null ? impossible() : postgres.listen(channel, receiver);
    }

    private <T> CompletionStage<T> impossible() {
        return CompletableFuture.failedStage(new IllegalStateException(problem));
    }

    @Override
    public void close() {
        if (channel != null) {
            postgres.unlisten(channel, receiver);
        }
    }

    // ---- Sending

    @Override
    public CompletionStage<@Nullable String> publish(ClusterMessage message) {
        return send(message).thenApply(sent -> null);
    }

    /** There are no channels of servers: all get the response, and those who have not asked ignore it. */
    @Override
    public CompletionStage<?> respond(String requester, ClusterMessage response) {
        return send(response);
    }

    private CompletionStage<Void> send(ClusterMessage message) {
        if (channel == null) {
            return impossible();
        }
        Map<String, @Nullable Object> map = message.toMap();
        if (!PayloadLimit.keepsBinary(message.type()) || !message.hasBinary()) {
            String json = format.text(map);
            if (PayloadLimit.isBelow(payloadThreshold, json)) {
                return postgres.publish(Publication.inline(channel, json));
            }
        }
        return postgres.publish(
                Publication.attached(channel, message.type().number(), node.uid(), format.msgpack(map)));
    }

    // ---- Receiving

    private void onNotification(String payload, Attachments attachments) throws SQLException {
        if (payload.endsWith(ownEnd)) {
            return;
        }
        try {
            if (!(format.read(payload) instanceof Map<?, ?> notification)) {
                throw new PayloadException("no message of a Socket.IO server", null);
            }
            Object attachment = notification.get("attachmentId");
            if (attachment == null) {
                give(notification);
            } else if (!node.uid().equals(notification.get("uid"))) {
                give(format.read(attachments.read(id(attachment))));
            }
        } catch (AttachmentException e) {
            log.warn(
                    Loggers.CLUSTER,
                    "SIO-0438",
                    "",
                    "a message of another server to the namespace " + LogText.plain(node.namespace()) + " is lost: "
                            + e.getMessage(),
                    e.getCause());
        } catch (RuntimeException e) {
            unreadable.warn(String.valueOf(channel), e);
        }
    }

    private static long id(Object attachment) {
        try {
            return Long.parseLong(attachment.toString());
        } catch (NumberFormatException e) {
            throw new PayloadException("no id of an attachment: " + LogText.quoted(attachment.toString()), e);
        }
    }

    private void give(@Nullable Object document) {
        ClusterMessage message = ClusterMessage.of(document);
        if (message == null) {
            throw new PayloadException("no message of a Socket.IO server, or of an unknown type", null);
        }
        // The emitter of the reference does not tell the namespace; only this one has the channel.
        String namespace = message.nsp() == null ? node.namespace() : message.nsp();
        node.onMessage(new ClusterMessage(message.type(), message.data(), message.uid(), namespace));
    }
}
