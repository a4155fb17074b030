package io.socketio.jakarta.options;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server. Immutable; names, units and defaults follow the reference server where it has the setting.
 *
 * @since 0.1
 */
public final class SocketIoOptions {

    private static final long BURST_FACTOR = 16;

    private final SocketIoOptionsBuilder values;

    SocketIoOptions(SocketIoOptionsBuilder values) {
        this.values = values;
    }

    public static SocketIoOptionsBuilder builder() {
        return new SocketIoOptionsBuilder();
    }

    public static SocketIoOptions defaults() {
        return builder().build();
    }

    /** A builder that begins with these values. */
    public SocketIoOptionsBuilder toBuilder() {
        return values.clone();
    }

    /** Name of the server, by which an application tells its servers apart; empty (the default) for the default server. */
    public String name() {
        return values.name;
    }

    /** Path under the context path, without a slash at its end: empty for the root of the application. Default {@code /socket.io}. */
    public String path() {
        return values.path;
    }

    /** Whether the path must be followed by a slash; default true. */
    public boolean addTrailingSlash() {
        return values.addTrailingSlash;
    }

    /** Whether the browser client is served under the path; default true. */
    public boolean serveClient() {
        return values.serveClient;
    }

    /** Time between a pong and the next ping; default 25 s. */
    public Duration pingInterval() {
        return values.pingInterval;
    }

    /** Longest time without a pong before the connection is closed; default 20 s. */
    public Duration pingTimeout() {
        return values.pingTimeout;
    }

    /** Longest time that an upgrade may take; default 10 s. */
    public Duration upgradeTimeout() {
        return values.upgradeTimeout;
    }

    /** How long a connection may stay without any namespace; default 45 s. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** Largest POST body and WebSocket message in bytes; default 1,000,000 ({@code maxHttpBufferSize}). */
    public int maxPayloadBytes() {
        return values.maxPayloadBytes;
    }

    /** Default both. */
    public Set<Transport> transports() {
        return values.transports;
    }

    /** Whether clients are told that they may upgrade; default true. */
    public boolean allowUpgrades() {
        return values.allowUpgrades;
    }

    /**
     * Whether clients of Socket.IO 2 may connect, which speak revision 3 of the Engine.IO protocol; default false. The ids of their sockets contain the
     * id of their connection.
     */
    public boolean allowEio3() {
        return values.allowEio3;
    }

    /** Smallest polling answer that is compressed, in bytes; default 1024; negative: never. */
    public int httpCompressionThresholdBytes() {
        return values.httpCompressionThresholdBytes;
    }

    /** Whether permessage-deflate may be negotiated; default false. */
    public boolean perMessageDeflate() {
        return values.perMessageDeflate;
    }

    /** What carries WebSocket connections; default {@link WebSocketImplementation#ENDPOINT}. */
    public WebSocketImplementation webSocket() {
        return values.webSocket;
    }

    /** Null (the default): no cookie. */
    public @Nullable CookieOptions cookie() {
        return values.cookie;
    }

    /** Null (the default): no CORS headers. */
    public @Nullable CorsOptions cors() {
        return values.cors;
    }

    /** From which web pages clients may connect; default: those of the application itself and of {@link #cors()}. */
    public OriginOptions allowedOrigins() {
        return values.allowedOrigins;
    }

    /**
     * Whether a connection that began with a caller or an HttpSession is continued only by requests of the same caller or session; default true. The id
     * of a connection stands in URLs, so it may become known to others.
     */
    public boolean bindToCaller() {
        return values.bindToCaller;
    }

    /** An Engine.IO message sent right behind the open packet, or null (the default). */
    public @Nullable String initialPacket() {
        return values.initialPacket;
    }

    /** Name of the parser that encodes packets, which the clients must use too; default {@code default}: JSON text, binary values as attachments. */
    public String parser() {
        return values.parser;
    }

    /** Address of the cluster that the server joins, see docs/cluster.md; empty (the default): none, or what the application provides. */
    public String cluster() {
        return values.cluster;
    }

    /** Longest time to wait for an acknowledgement when the emit names none; default 30 s. (The reference waits for ever.) */
    public Duration ackTimeout() {
        return values.ackTimeout;
    }

    /**
     * Outbound bytes that may wait for one connection that takes none; beyond, it is closed as too slow after 2 s without a write. Default 1 MiB.
     */
    public int maxBufferedBytes() {
        return values.maxBufferedBytes;
    }

    /** Outbound bytes that may wait for any connection; beyond, it is closed at once. Default 16 times {@link #maxBufferedBytes()}. */
    public int maxBurstBytes() {
        return values.maxBurstBytes == 0
                ? (int) Math.min(Integer.MAX_VALUE, BURST_FACTOR * values.maxBufferedBytes)
                : values.maxBurstBytes;
    }

    /** Longest time a write may stay without progress; beyond, the connection is closed as too slow. Default 10 s. */
    public Duration writeTimeout() {
        return values.writeTimeout;
    }

    /** Incoming events of one socket that may wait for its listeners; beyond, the connection is closed. Default 16,384. */
    public int maxPendingEvents() {
        return values.maxPendingEvents;
    }

    /**
     * Bytes of memory that received messages of one connection may occupy until their handlers have run, all namespaces together; beyond, the connection
     * is closed. A single message always passes. Default 16 MiB.
     */
    public int maxPendingBytes() {
        return values.maxPendingBytes;
    }

    /**
     * Bytes of memory that everything may occupy that waits in the server, incoming and outgoing; beyond, the connections that hold the most are closed,
     * and new ones are refused until less than four fifths wait. Default a quarter of the heap.
     */
    public long memoryBudgetBytes() {
        return values.memoryBudgetBytes == 0 ? Runtime.getRuntime().maxMemory() / 4 : values.memoryBudgetBytes;
    }

    /**
     * Largest message of a client that has not joined a namespace, and largest CONNECT packet, in bytes: what {@code auth} needs. Default 64 KiB.
     */
    public int maxConnectBytes() {
        return values.maxConnectBytes;
    }

    /** Acknowledgements that one socket may owe; beyond, emitting with acknowledgement fails. Default 10,000. */
    public int maxPendingAcks() {
        return values.maxPendingAcks;
    }

    /** How long a handler may run before the log names it; default 10 s. */
    public Duration slowHandlerTimeout() {
        return values.slowHandlerTimeout;
    }

    /** Attachments of one binary event; default 10. */
    public int maxAttachments() {
        return values.maxAttachments;
    }

    /** Namespaces that one connection may be in; beyond, joining is refused. Default 1,000. */
    public int maxNamespacesPerClient() {
        return values.maxNamespacesPerClient;
    }

    /** Longest name of a namespace that a client may ask for, in characters; default 256. A longer one is refused as one that does not exist. */
    public int maxNamespaceLength() {
        return values.maxNamespaceLength;
    }

    /** Longest name of an event from a client, in characters; default 1,024. A longer one counts as a packet that cannot be decoded. */
    public int maxEventNameLength() {
        return values.maxEventNameLength;
    }

    /**
     * Whether a child of a {@link ParentNamespace} is removed when its last socket has left, or its only client was refused; default true. The next
     * client makes a new one, with the parent's listeners. A {@link Namespace} that was kept from before emits to the new one. A child to which listeners
     * or middleware are added after {@code onNewNamespace} is never removed.
     */
    public boolean cleanupEmptyChildNamespaces() {
        return values.cleanupEmptyChildNamespaces;
    }

    /** How many connections there may be, and how much each may send; default: no limits. */
    public LimitOptions limits() {
        return values.limits;
    }

    /** Whether clients recover after they have lost the connection; default: no ({@code connectionStateRecovery}). */
    public RecoveryOptions recovery() {
        return values.recovery;
    }

    /** The options of one namespace: its own, and what it does not change as it is here. @param name with its leading slash */
    public NamespaceOptions namespace(String name) {
        NamespaceOptions general =
                new NamespaceOptions(ackTimeout(), maxPendingEvents(), maxPendingAcks(), cleanupEmptyChildNamespaces());
        return values.namespaces.apply(name, general);
    }
}
