package io.socketio.jakarta.cluster.postgres;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How a server joins a cluster on PostgreSQL. All servers of a cluster need the same database, channel prefix and table. Immutable.
 *
 * @param address {@code postgresql://user:password@host:5432/database} with parameters of PgJDBC, or {@code postgresql:} and the JNDI name of a
 *     {@link DataSource}, for example {@code postgresql:java:comp/env/jdbc/cluster}; empty if there is a data source
 * @param dataSource gives the connections; null: the address does
 * @param channelPrefix what the names of channels begin with; default {@code socket.io}
 * @param tableName the table of attachments as SQL names it, also with a schema; default {@code socket_io_attachments}
 * @param payloadThreshold messages of at least so many bytes are attachments, 1 to 8000; default 7900
 * @param cleanupInterval how often attachments are deleted, which live for as long; default 30 s
 * @param heartbeatInterval the longest time for which this server sends nothing; default 5 s
 * @param heartbeatTimeout how long another server may be silent until it is no longer counted, longer than the interval; default 10 s
 * @param required whether the server refuses to start when PostgreSQL cannot be used; by default it starts alone and joins later
 * @param requestTimeout how long to wait for the responses of other servers, positive; default 5 s
 * @param maxMessageBytes larger messages of other servers are dropped, positive; default 16 MiB
 * @since 0.1
 */
public record PostgresOptions(
        String address,
        @Nullable DataSource dataSource,
        String channelPrefix,
        String tableName,
        int payloadThreshold,
        Duration cleanupInterval,
        Duration heartbeatInterval,
        Duration heartbeatTimeout,
        boolean required,
        Duration requestTimeout,
        int maxMessageBytes) {

    /** PostgreSQL accepts less than this in a notification. */
    private static final int PAYLOAD_LIMIT = 8000;

    public PostgresOptions {
        if (address.isBlank() == (dataSource == null)) {
            throw new IllegalArgumentException("there must be an address or a data source");
        }
        if (channelPrefix.isBlank()) {
            throw new IllegalArgumentException("channelPrefix must not be blank");
        }
        TableName.quoted(tableName);
        if (payloadThreshold < 1 || payloadThreshold > PAYLOAD_LIMIT) {
            throw new IllegalArgumentException(
                    "payloadThreshold must be 1 to " + PAYLOAD_LIMIT + " bytes, but is " + payloadThreshold);
        }
        requirePositive("cleanupInterval", cleanupInterval);
        requirePositive("heartbeatInterval", heartbeatInterval);
        requirePositive("requestTimeout", requestTimeout);
        if (heartbeatTimeout.compareTo(heartbeatInterval) <= 0) {
            throw new IllegalArgumentException("heartbeatTimeout must be longer than heartbeatInterval, "
                    + heartbeatInterval + ", but is " + heartbeatTimeout);
        }
        if (maxMessageBytes <= 0) {
            throw new IllegalArgumentException("maxMessageBytes must be positive, but is " + maxMessageBytes);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }

    /** Returns the defaults with an address, which is not read for parameters of this library, see {@link #parse}. */
    public static PostgresOptions of(String address) {
        return new Draft(address, null).options();
    }

    /** Returns the defaults with a data source, whose connections are those of PgJDBC, also behind the wrappers of a pool. */
    public static PostgresOptions of(DataSource dataSource) {
        return new Draft("", Objects.requireNonNull(dataSource)).options();
    }

    /**
     * Reads the form of the setting {@code socketio.cluster}: an address with the parameters {@code channelPrefix}, {@code tableName},
     * {@code payloadThreshold}, {@code cleanupInterval}, {@code heartbeatInterval}, {@code heartbeatTimeout}, {@code requestTimeout} (in milliseconds) and
     * {@code required}; other parameters are PgJDBC's.
     *
     * @throws IllegalArgumentException if a parameter has a wrong value; the message does not contain the address
     */
    public static PostgresOptions parse(String setting) {
        return AddressReader.read(setting);
    }

    public PostgresOptions withChannelPrefix(String other) {
        return with(draft -> draft.channelPrefix = other);
    }

    public PostgresOptions withTableName(String other) {
        return with(draft -> draft.tableName = other);
    }

    public PostgresOptions withPayloadThreshold(int other) {
        return with(draft -> draft.payloadThreshold = other);
    }

    public PostgresOptions withCleanupInterval(Duration other) {
        return with(draft -> draft.cleanupInterval = other);
    }

    /** Changes both at once. @param timeout longer than the interval */
    public PostgresOptions withHeartbeat(Duration interval, Duration timeout) {
        return with(draft -> {
            draft.heartbeatInterval = interval;
            draft.heartbeatTimeout = timeout;
        });
    }

    public PostgresOptions withRequired(boolean other) {
        return with(draft -> draft.required = other);
    }

    public PostgresOptions withRequestTimeout(Duration other) {
        return with(draft -> draft.requestTimeout = other);
    }

    public PostgresOptions withMaxMessageBytes(int other) {
        return with(draft -> draft.maxMessageBytes = other);
    }

    private PostgresOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Omits the address, which may contain a password. */
    @Override
    public String toString() {
        return "PostgresOptions[channelPrefix=" + channelPrefix + ", tableName=" + tableName + "]";
    }

    /** The same, to be changed, with the defaults of npm {@code @socket.io/postgres-adapter}. */
    private static final class Draft {

        private final String address;
        private final @Nullable DataSource dataSource;
        private String channelPrefix = "socket.io";
        private String tableName = "socket_io_attachments";
        /** The reference has 8000, and fails with exactly so many bytes. */
        private int payloadThreshold = 7900;

        private Duration cleanupInterval = Duration.ofSeconds(30);
        private Duration heartbeatInterval = Duration.ofSeconds(5);
        private Duration heartbeatTimeout = Duration.ofSeconds(10);
        private boolean required;
        private Duration requestTimeout = Duration.ofSeconds(5);
        private int maxMessageBytes = 16 << 20;

        Draft(String address, @Nullable DataSource dataSource) {
            this.address = address;
            this.dataSource = dataSource;
        }

        Draft(PostgresOptions from) {
            this(from.address, from.dataSource);
            this.channelPrefix = from.channelPrefix;
            this.tableName = from.tableName;
            this.payloadThreshold = from.payloadThreshold;
            this.cleanupInterval = from.cleanupInterval;
            this.heartbeatInterval = from.heartbeatInterval;
            this.heartbeatTimeout = from.heartbeatTimeout;
            this.required = from.required;
            this.requestTimeout = from.requestTimeout;
            this.maxMessageBytes = from.maxMessageBytes;
        }

        PostgresOptions options() {
            return new PostgresOptions(
                    address,
                    dataSource,
                    channelPrefix,
                    tableName,
                    payloadThreshold,
                    cleanupInterval,
                    heartbeatInterval,
                    heartbeatTimeout,
                    required,
                    requestTimeout,
                    maxMessageBytes);
        }
    }
}
