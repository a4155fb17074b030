package io.socketio.jakarta.cluster.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The channels and the table of a PostgreSQL in memory, for one server; keeps what is published, and delivers what a test publishes. */
final class MemoryPostgres implements Postgres {

    /** What was published, as {@code channel text}; before it {@code row hex} if there is an attachment. */
    private final List<String> published = new ArrayList<>();

    final Map<Long, byte[]> rows = new LinkedHashMap<>();
    final Map<String, Receiver> channels = new LinkedHashMap<>();
    /** Makes reading attachments fail; null: it does not. */
    SQLException broken;

    @Override
    public CompletionStage<Void> publish(Publication publication) {
        String payload = publication.payload();
        if (publication.attachment() != null) {
            long id = rows.size() + 1L;
            rows.put(id, publication.attachment());
            published.add("row " + HexFormat.of().formatHex(publication.attachment()));
            payload += id + Publication.BEHIND_ID;
        }
        published.add(publication.channel() + " " + payload);
        return CompletableFuture.completedStage(null);
    }

    /** What was published since the last call. */
    List<String> sent() {
        List<String> sent = List.copyOf(published);
        published.clear();
        return sent;
    }

    /** Notifies as another server would. */
    void notify(String channel, String payload) {
        Receiver receiver = channels.get(channel);
        if (receiver != null) {
            try {
                receiver.onNotification(payload, this::attachment);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Notifies with an attachment, as another server would. */
    void notifyHex(String channel, String header, String hex) {
        long id = rows.size() + 1L;
        rows.put(id, HexFormat.of().parseHex(hex));
        notify(channel, header.replace("<id>", Long.toString(id)));
    }

    private byte[] attachment(long id) throws SQLException {
        if (broken != null) {
            throw broken;
        }
        byte[] row = rows.get(id);
        if (row == null) {
            throw new AttachmentException("there is no attachment " + id, null);
        }
        return row;
    }

    @Override
    public CompletionStage<Void> listen(String channel, Receiver receiver) {
        channels.put(channel, receiver);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void unlisten(String channel, Receiver receiver) {
        channels.remove(channel, receiver);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {
        channels.clear();
    }
}
