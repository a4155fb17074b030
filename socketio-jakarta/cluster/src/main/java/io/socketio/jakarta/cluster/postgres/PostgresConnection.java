package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.postgres.Notifications.Notification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection with all statements of this package. For one thread, except {@link #abort}. */
final class PostgresConnection {

    /** A server that has not answered for so long is taken for gone. */
    static final int TIMEOUT_MS = 5_000;

    /** The first with today's scheme of versions; older ones have been out of support since 2021. */
    private static final int OLDEST_VERSION = 10;

    /** So that no statement takes long. */
    private static final int DELETED_AT_ONCE = 1_000;

    private final Connection connection;
    private final Notifications notifications;
    private final String table;
    private final boolean autoCommit;
    private final int networkTimeout;

    private PostgresConnection(Connection connection, String table) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.autoCommit = connection.getAutoCommit();
        this.networkTimeout = connection.getNetworkTimeout();
        this.notifications = Notifications.of(connection);
    }

    /** @param table its name in quotation marks. @throws UnusableServerException if the server or the table cannot be used */
    static PostgresConnection open(ConnectionSource source, String table) throws SQLException {
        Connection connection = source.connect();
        try {
            PostgresConnection opened = new PostgresConnection(connection, table);
            opened.begin();
            return opened;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // The first failure says more.
            }
            throw e;
        }
    }

    private void begin() throws SQLException {
        connection.setAutoCommit(true);
        if (networkTimeout == 0) {
            connection.setNetworkTimeout(Runnable::run, TIMEOUT_MS);
        }
        String problem = tooOld(connection.getMetaData().getDatabaseMajorVersion());
        if (problem == null && isStandby()) {
            problem = "it is a standby, which cannot notify";
        }
        if (problem != null) {
            throw new UnusableServerException(problem);
        }
        requireTable();
        // A crash of the server ends all connections anyway, so nobody waits for its disk.
        execute("SET synchronous_commit TO OFF");
    }

    /** Returns what is wrong with a version, or null. */
    static @Nullable String tooOld(int majorVersion) {
        return majorVersion >= OLDEST_VERSION
                ? null
                : "it has the version " + majorVersion + ", but " + OLDEST_VERSION + " or newer is needed";
    }

    private boolean isStandby() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private void requireTable() throws SQLException {
        try {
            execute("SELECT id, created_at, payload FROM " + table + " WHERE false");
        } catch (SQLException e) {
            if (isLost(e)) {
                throw e;
            }
            throw new UnusableServerException("this user cannot read the table " + table + " (" + e.getMessage()
                    + "); create it with CREATE TABLE " + table
                    + " (id bigserial UNIQUE, created_at timestamptz DEFAULT now(), payload bytea)");
        }
    }

    String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    // ---- Receiving

    void listen(Collection<String> channels) throws SQLException {
        forEach("LISTEN ", channels);
    }

    void unlisten(Collection<String> channels) throws SQLException {
        forEach("UNLISTEN ", channels);
    }

    private void forEach(String command, Collection<String> channels) throws SQLException {
        StringBuilder sql = new StringBuilder();
        for (String channel : channels) {
            sql.append(command).append(ChannelName.quoted(channel)).append(';');
        }
        if (!channels.isEmpty()) {
            execute(sql.toString());
        }
    }

    /** Waits until there is at least one, or the time is over. */
    List<Notification> notifications(int millis) throws SQLException {
        return notifications.await(millis);
    }

    /** @throws AttachmentException if there is none with this id, or a larger one */
    byte[] attachment(long id, int maxBytes) throws SQLException {
        String sql = "SELECT octet_length(payload), CASE WHEN octet_length(payload) <= ? THEN payload END FROM " + table
                + " WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, maxBytes);
            statement.setLong(2, id);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new AttachmentException(
                            "there is no attachment " + id
                                    + ": it has been deleted before it was read, or the other server has another table",
                            null);
                }
                byte[] payload = result.getBytes(2);
                if (payload == null) {
                    // Without a payload it has 0 bytes here.
                    throw new AttachmentException(
                            "the attachment " + id + " has " + result.getInt(1) + " bytes, limit is " + maxBytes, null);
                }
                return payload;
            }
        } catch (SQLException e) {
            if (isLost(e)) {
                throw e;
            }
            throw new AttachmentException("the attachment " + id + " cannot be read", e);
        }
    }

    // ---- Sending

    /** Sends what {@link Batch} has put together, in one transaction. */
    void send(List<Publication> batch) throws SQLException {
        if (batch.size() > 1) {
            sendAll(batch);
        } else if (batch.get(0).attachment() == null) {
            query("SELECT pg_notify(?, ?)", batch.get(0).channel(), batch.get(0).payload());
        } else {
            sendAttached(batch.get(0));
        }
    }

    private void sendAll(List<Publication> batch) throws SQLException {
        String[] channels = new String[batch.size()];
        String[] payloads = new String[batch.size()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = batch.get(i).channel();
            payloads[i] = batch.get(i).payload();
        }
        query(
                "SELECT pg_notify(n.channel, n.payload) FROM unnest(?::text[], ?::text[]) AS n(channel, payload)",
                connection.createArrayOf("text", channels),
                connection.createArrayOf("text", payloads));
    }

    private void sendAttached(Publication publication) throws SQLException {
        query(
                "WITH attachment AS (INSERT INTO " + table
                        + " (payload) VALUES (?) RETURNING id) SELECT pg_notify(?, ?::text || id::text || ?::text) FROM attachment",
                publication.attachment(),
                publication.channel(),
                publication.payload(),
                Publication.BEHIND_ID);
    }

    private void query(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeQuery().close();
        }
    }

    /** @return whether there may be more */
    boolean deleteOlderThan(Duration age) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table
                + " WHERE created_at < now() - ? * interval '1 millisecond' LIMIT " + DELETED_AT_ONCE + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, age.toMillis());
            return statement.executeUpdate() == DELETED_AT_ONCE;
        }
    }

    void ping() throws SQLException {
        execute("SELECT 1");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    // ---- The end

    /** Returns whether the failure has ended the connection, and not only a statement. */
    boolean isLost(SQLException failure) {
        String state = failure.getSQLState();
        // 08: connection exceptions; 57P: the server shuts down, or an administrator ends the connection.
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            return true;
        }
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Closes it as it was when it was opened, because it may go back to a pool. */
    void close() throws SQLException {
        try {
            execute("UNLISTEN *");
            execute("RESET synchronous_commit");
            connection.setAutoCommit(autoCommit);
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            abort();
            throw e;
        } finally {
            connection.close();
        }
    }

    /** Cuts it, without waiting for anything: a pool does not give it to others. On any thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It has no other end than this one.
        }
    }

    /** Closes it when it has been lost. */
    void discard() {
        abort();
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken before.
        }
    }
}
