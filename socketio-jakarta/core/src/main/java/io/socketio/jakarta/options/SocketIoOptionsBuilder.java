package io.socketio.jakarta.options;

import static io.socketio.jakarta.options.Checks.notBlank;
import static io.socketio.jakarta.options.Checks.positive;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link SocketIoOptions}; every value is checked when it is set. Not thread-safe.
 *
 * @since 0.1
 */
public final class SocketIoOptionsBuilder implements Cloneable {

    String name = "";
    String path = "/socket.io";
    boolean addTrailingSlash = true;
    boolean serveClient = true;
    Duration pingInterval = Duration.ofSeconds(25);
    Duration pingTimeout = Duration.ofSeconds(20);
    Duration upgradeTimeout = Duration.ofSeconds(10);
    Duration connectTimeout = Duration.ofSeconds(45);
    int maxPayloadBytes = 1_000_000;
    Set<Transport> transports = Set.of(Transport.POLLING, Transport.WEBSOCKET);
    boolean allowUpgrades = true;
    boolean allowEio3;
    OriginOptions allowedOrigins = OriginOptions.sameOrigin();
    boolean bindToCaller = true;
    int httpCompressionThresholdBytes = 1024;
    boolean perMessageDeflate;
    WebSocketImplementation webSocket = WebSocketImplementation.ENDPOINT;

    @Nullable
    CookieOptions cookie;

    @Nullable
    CorsOptions cors;

    @Nullable
    String initialPacket;

    String parser = "default";
    String cluster = "";
    Duration ackTimeout = Duration.ofSeconds(30);
    int maxBufferedBytes = 1 << 20;
    /** 0: a multiple of {@link #maxBufferedBytes}. */
    int maxBurstBytes;

    Duration writeTimeout = Duration.ofSeconds(10);
    int maxPendingEvents = 16_384;
    int maxPendingBytes = 16 << 20;
    int maxConnectBytes = 64 << 10;
    /** 0: a quarter of the heap. */
    long memoryBudgetBytes;

    int maxPendingAcks = 10_000;
    Duration slowHandlerTimeout = Duration.ofSeconds(10);
    int maxAttachments = 10;
    int maxNamespacesPerClient = 1000;
    int maxNamespaceLength = 256;
    int maxEventNameLength = 1024;
    boolean cleanupEmptyChildNamespaces = true;
    LimitOptions limits = LimitOptions.none();
    RecoveryOptions recovery = RecoveryOptions.off();
    NamespaceChanges namespaces = NamespaceChanges.NONE;

    SocketIoOptionsBuilder() {}

    /** @param name empty for the default server; otherwise a letter, and letters, digits, {@code -} and {@code _} behind it */
    public SocketIoOptionsBuilder name(String name) {
        this.name = Checks.serverName(name);
        return this;
    }

    /** @param path begins with a slash; a trailing slash is removed, so that {@code /} is the root of the application */
    public SocketIoOptionsBuilder path(String path) {
        this.path = Checks.path(path);
        return this;
    }

    public SocketIoOptionsBuilder addTrailingSlash(boolean addTrailingSlash) {
        this.addTrailingSlash = addTrailingSlash;
        return this;
    }

    public SocketIoOptionsBuilder serveClient(boolean serveClient) {
        this.serveClient = serveClient;
        return this;
    }

    public SocketIoOptionsBuilder pingInterval(Duration pingInterval) {
        this.pingInterval = positive("pingInterval", pingInterval);
        return this;
    }

    public SocketIoOptionsBuilder pingTimeout(Duration pingTimeout) {
        this.pingTimeout = positive("pingTimeout", pingTimeout);
        return this;
    }

    public SocketIoOptionsBuilder upgradeTimeout(Duration upgradeTimeout) {
        this.upgradeTimeout = positive("upgradeTimeout", upgradeTimeout);
        return this;
    }

    public SocketIoOptionsBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = positive("connectTimeout", connectTimeout);
        return this;
    }

    public SocketIoOptionsBuilder maxPayloadBytes(int maxPayloadBytes) {
        this.maxPayloadBytes = positive("maxPayloadBytes", maxPayloadBytes);
        return this;
    }

    /** @param transports not empty */
    public SocketIoOptionsBuilder transports(Set<Transport> transports) {
        this.transports = Set.copyOf(EnumSet.copyOf(Checks.notEmpty("transports", transports)));
        return this;
    }

    public SocketIoOptionsBuilder allowUpgrades(boolean allowUpgrades) {
        this.allowUpgrades = allowUpgrades;
        return this;
    }

    /** @param allowEio3 whether clients of Socket.IO 2 may connect */
    public SocketIoOptionsBuilder allowEio3(boolean allowEio3) {
        this.allowEio3 = allowEio3;
        return this;
    }

    /** @param bytes negative: never compress */
    public SocketIoOptionsBuilder httpCompressionThresholdBytes(int bytes) {
        this.httpCompressionThresholdBytes = bytes;
        return this;
    }

    public SocketIoOptionsBuilder perMessageDeflate(boolean perMessageDeflate) {
        this.perMessageDeflate = perMessageDeflate;
        return this;
    }

    public SocketIoOptionsBuilder webSocket(WebSocketImplementation implementation) {
        this.webSocket = implementation;
        return this;
    }

    public SocketIoOptionsBuilder cookie(@Nullable CookieOptions cookie) {
        this.cookie = cookie;
        return this;
    }

    public SocketIoOptionsBuilder cors(@Nullable CorsOptions cors) {
        this.cors = cors;
        return this;
    }

    public SocketIoOptionsBuilder allowedOrigins(OriginOptions allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
        return this;
    }

    public SocketIoOptionsBuilder bindToCaller(boolean bindToCaller) {
        this.bindToCaller = bindToCaller;
        return this;
    }

    /** @param name of the parser, the same as in the clients: {@code default}, or that of a {@code ParserProvider}, for example {@code msgpack} */
    public SocketIoOptionsBuilder parser(String name) {
        this.parser = notBlank("parser", name);
        return this;
    }

    /** @param address of the cluster that the server joins, for example {@code redis://localhost}; empty: none, or the {@code Cluster} of the application */
    public SocketIoOptionsBuilder cluster(String address) {
        this.cluster = address.trim();
        return this;
    }

    public SocketIoOptionsBuilder initialPacket(@Nullable String initialPacket) {
        this.initialPacket = initialPacket;
        return this;
    }

    public SocketIoOptionsBuilder ackTimeout(Duration ackTimeout) {
        this.ackTimeout = positive("ackTimeout", ackTimeout);
        return this;
    }

    public SocketIoOptionsBuilder maxBufferedBytes(int maxBufferedBytes) {
        this.maxBufferedBytes = positive("maxBufferedBytes", maxBufferedBytes);
        return this;
    }

    public SocketIoOptionsBuilder maxBurstBytes(int maxBurstBytes) {
        this.maxBurstBytes = positive("maxBurstBytes", maxBurstBytes);
        return this;
    }

    public SocketIoOptionsBuilder writeTimeout(Duration writeTimeout) {
        this.writeTimeout = positive("writeTimeout", writeTimeout);
        return this;
    }

    public SocketIoOptionsBuilder maxPendingEvents(int maxPendingEvents) {
        this.maxPendingEvents = positive("maxPendingEvents", maxPendingEvents);
        return this;
    }

    public SocketIoOptionsBuilder maxPendingBytes(int maxPendingBytes) {
        this.maxPendingBytes = positive("maxPendingBytes", maxPendingBytes);
        return this;
    }

    public SocketIoOptionsBuilder maxConnectBytes(int maxConnectBytes) {
        this.maxConnectBytes = positive("maxConnectBytes", maxConnectBytes);
        return this;
    }

    public SocketIoOptionsBuilder memoryBudgetBytes(long memoryBudgetBytes) {
        this.memoryBudgetBytes = positive("memoryBudgetBytes", memoryBudgetBytes);
        return this;
    }

    public SocketIoOptionsBuilder maxPendingAcks(int maxPendingAcks) {
        this.maxPendingAcks = positive("maxPendingAcks", maxPendingAcks);
        return this;
    }

    public SocketIoOptionsBuilder slowHandlerTimeout(Duration slowHandlerTimeout) {
        this.slowHandlerTimeout = positive("slowHandlerTimeout", slowHandlerTimeout);
        return this;
    }

    public SocketIoOptionsBuilder maxAttachments(int maxAttachments) {
        this.maxAttachments = positive("maxAttachments", maxAttachments);
        return this;
    }

    public SocketIoOptionsBuilder maxNamespacesPerClient(int maxNamespacesPerClient) {
        this.maxNamespacesPerClient = positive("maxNamespacesPerClient", maxNamespacesPerClient);
        return this;
    }

    public SocketIoOptionsBuilder maxNamespaceLength(int maxNamespaceLength) {
        this.maxNamespaceLength = positive("maxNamespaceLength", maxNamespaceLength);
        return this;
    }

    public SocketIoOptionsBuilder maxEventNameLength(int maxEventNameLength) {
        this.maxEventNameLength = positive("maxEventNameLength", maxEventNameLength);
        return this;
    }

    public SocketIoOptionsBuilder cleanupEmptyChildNamespaces(boolean cleanupEmptyChildNamespaces) {
        this.cleanupEmptyChildNamespaces = cleanupEmptyChildNamespaces;
        return this;
    }

    /** @param change for example {@code limits -> limits.withMaxConnections(10_000)} */
    public SocketIoOptionsBuilder limits(UnaryOperator<LimitOptions> change) {
        this.limits = change.apply(limits);
        return this;
    }

    /** @param change for example {@code recovery -> recovery.withEnabled(true)} */
    public SocketIoOptionsBuilder recovery(UnaryOperator<RecoveryOptions> change) {
        this.recovery = change.apply(recovery);
        return this;
    }

    /**
     * Changes options for one namespace, or for those of a template such as {@code /tenant/{id}}; a namespace's own name goes before templates.
     *
     * @param change for example {@code chat -> chat.withMaxPendingEvents(100)}
     */
    public SocketIoOptionsBuilder namespace(String name, UnaryOperator<NamespaceOptions> change) {
        namespaces = namespaces.with(name, change);
        return this;
    }

    public SocketIoOptions build() {
        return new SocketIoOptions(clone());
    }

    @Override
    protected SocketIoOptionsBuilder clone() {
        try {
            return (SocketIoOptionsBuilder) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
