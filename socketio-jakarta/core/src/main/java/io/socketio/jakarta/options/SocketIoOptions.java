package io.socketio.jakarta.options;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of a server. Immutable; names, units and defaults follow the reference server where it has the setting. */
public final class SocketIoOptions {

    private final Builder values;

    private SocketIoOptions(Builder values) {
        this.values = values;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static SocketIoOptions defaults() {
        return builder().build();
    }

    /** A builder that begins with these values. */
    public Builder toBuilder() {
        return values.clone();
    }

    /** Path under the context path; default {@code /socket.io}. */
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

    /** Smallest polling answer that is compressed, in bytes; default 1024; negative: never. */
    public int httpCompressionThresholdBytes() {
        return values.httpCompressionThresholdBytes;
    }

    /** Whether permessage-deflate may be negotiated; default false. */
    public boolean perMessageDeflate() {
        return values.perMessageDeflate;
    }

    /** Null (the default): no cookie. */
    public @Nullable CookieOptions cookie() {
        return values.cookie;
    }

    /** Null (the default): no CORS headers. */
    public @Nullable CorsOptions cors() {
        return values.cors;
    }

    /** An Engine.IO message sent right behind the open packet, or null (the default). */
    public @Nullable String initialPacket() {
        return values.initialPacket;
    }

    /** Longest time to wait for an acknowledgement when the emit names none; default 30 s. (The reference waits for ever.) */
    public Duration ackTimeout() {
        return values.ackTimeout;
    }

    /** Outbound bytes that may wait for one connection; beyond, it is closed as too slow. Default 1 MiB. */
    public int maxBufferedBytes() {
        return values.maxBufferedBytes;
    }

    /** Longest time a write may stay without progress; beyond, the connection is closed as too slow. Default 10 s. */
    public Duration writeTimeout() {
        return values.writeTimeout;
    }

    /** Incoming events of one socket that may wait for its listeners; beyond, the connection is closed. Default 16,384. */
    public int maxPendingEvents() {
        return values.maxPendingEvents;
    }

    /** Characters of incoming events of one socket that may wait for its listeners; beyond, the connection is closed. Default 8 Mi. */
    public int maxPendingChars() {
        return values.maxPendingChars;
    }

    /** Acknowledgements that one socket may owe; beyond, emitting with acknowledgement fails. Default 10,000. */
    public int maxPendingAcks() {
        return values.maxPendingAcks;
    }

    /** Attachments of one binary event; default 10. */
    public int maxAttachments() {
        return values.maxAttachments;
    }

    /** Namespaces that one connection may be in; beyond, joining is refused. Default 1,000. */
    public int maxNamespacesPerClient() {
        return values.maxNamespacesPerClient;
    }

    /**
     * Whether a child of a {@link ParentNamespace} is removed when its last socket has left; default false. The next client makes a new one, with the
     * parent's listeners only; a {@link Namespace} that was kept from before is then nobody's any more.
     */
    public boolean cleanupEmptyChildNamespaces() {
        return values.cleanupEmptyChildNamespaces;
    }

    /** The options of one namespace: its own, and what it does not change as it is here. @param name with its leading slash */
    public NamespaceOptions namespace(String name) {
        NamespaceOptions general = new NamespaceOptions(
                ackTimeout(), maxPendingEvents(), maxPendingChars(), maxPendingAcks(), cleanupEmptyChildNamespaces());
        return values.namespaces.apply(name, general);
    }

    /** Makes {@link SocketIoOptions}; every value is checked when it is set. Not thread-safe. */
    public static final class Builder implements Cloneable {

        private String path = "/socket.io";
        private boolean addTrailingSlash = true;
        private boolean serveClient = true;
        private Duration pingInterval = Duration.ofSeconds(25);
        private Duration pingTimeout = Duration.ofSeconds(20);
        private Duration upgradeTimeout = Duration.ofSeconds(10);
        private Duration connectTimeout = Duration.ofSeconds(45);
        private int maxPayloadBytes = 1_000_000;
        private Set<Transport> transports = Set.of(Transport.POLLING, Transport.WEBSOCKET);
        private boolean allowUpgrades = true;
        private int httpCompressionThresholdBytes = 1024;
        private boolean perMessageDeflate;
        private @Nullable CookieOptions cookie;
        private @Nullable CorsOptions cors;
        private @Nullable String initialPacket;
        private Duration ackTimeout = Duration.ofSeconds(30);
        private int maxBufferedBytes = 1 << 20;
        private Duration writeTimeout = Duration.ofSeconds(10);
        private int maxPendingEvents = 16_384;
        private int maxPendingChars = 8 << 20;
        private int maxPendingAcks = 10_000;
        private int maxAttachments = 10;
        private int maxNamespacesPerClient = 1000;
        private boolean cleanupEmptyChildNamespaces;
        private NamespaceChanges namespaces = NamespaceChanges.NONE;

        private Builder() {}

        /** @param path begins with a slash; a trailing slash is removed */
        public Builder path(String path) {
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            if (!trimmed.startsWith("/") || trimmed.contains("*") || trimmed.contains("?")) {
                throw new IllegalArgumentException(
                        "path must begin with '/' and hold neither '*' nor '?', but is '" + path + "'");
            }
            this.path = trimmed;
            return this;
        }

        public Builder addTrailingSlash(boolean addTrailingSlash) {
            this.addTrailingSlash = addTrailingSlash;
            return this;
        }

        public Builder serveClient(boolean serveClient) {
            this.serveClient = serveClient;
            return this;
        }

        public Builder pingInterval(Duration pingInterval) {
            this.pingInterval = positive("pingInterval", pingInterval);
            return this;
        }

        public Builder pingTimeout(Duration pingTimeout) {
            this.pingTimeout = positive("pingTimeout", pingTimeout);
            return this;
        }

        public Builder upgradeTimeout(Duration upgradeTimeout) {
            this.upgradeTimeout = positive("upgradeTimeout", upgradeTimeout);
            return this;
        }

        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = positive("connectTimeout", connectTimeout);
            return this;
        }

        public Builder maxPayloadBytes(int maxPayloadBytes) {
            this.maxPayloadBytes = positive("maxPayloadBytes", maxPayloadBytes);
            return this;
        }

        /** @param transports not empty */
        public Builder transports(Set<Transport> transports) {
            if (transports.isEmpty()) {
                throw new IllegalArgumentException("transports must not be empty");
            }
            this.transports = Set.copyOf(EnumSet.copyOf(transports));
            return this;
        }

        public Builder allowUpgrades(boolean allowUpgrades) {
            this.allowUpgrades = allowUpgrades;
            return this;
        }

        /** @param bytes negative: never compress */
        public Builder httpCompressionThresholdBytes(int bytes) {
            this.httpCompressionThresholdBytes = bytes;
            return this;
        }

        public Builder perMessageDeflate(boolean perMessageDeflate) {
            this.perMessageDeflate = perMessageDeflate;
            return this;
        }

        public Builder cookie(@Nullable CookieOptions cookie) {
            this.cookie = cookie;
            return this;
        }

        public Builder cors(@Nullable CorsOptions cors) {
            this.cors = cors;
            return this;
        }

        public Builder initialPacket(@Nullable String initialPacket) {
            this.initialPacket = initialPacket;
            return this;
        }

        public Builder ackTimeout(Duration ackTimeout) {
            this.ackTimeout = positive("ackTimeout", ackTimeout);
            return this;
        }

        public Builder maxBufferedBytes(int maxBufferedBytes) {
            this.maxBufferedBytes = positive("maxBufferedBytes", maxBufferedBytes);
            return this;
        }

        public Builder writeTimeout(Duration writeTimeout) {
            this.writeTimeout = positive("writeTimeout", writeTimeout);
            return this;
        }

        public Builder maxPendingEvents(int maxPendingEvents) {
            this.maxPendingEvents = positive("maxPendingEvents", maxPendingEvents);
            return this;
        }

        public Builder maxPendingChars(int maxPendingChars) {
            this.maxPendingChars = positive("maxPendingChars", maxPendingChars);
            return this;
        }

        public Builder maxPendingAcks(int maxPendingAcks) {
            this.maxPendingAcks = positive("maxPendingAcks", maxPendingAcks);
            return this;
        }

        public Builder maxAttachments(int maxAttachments) {
            this.maxAttachments = positive("maxAttachments", maxAttachments);
            return this;
        }

        public Builder maxNamespacesPerClient(int maxNamespacesPerClient) {
            this.maxNamespacesPerClient = positive("maxNamespacesPerClient", maxNamespacesPerClient);
            return this;
        }

        public Builder cleanupEmptyChildNamespaces(boolean cleanupEmptyChildNamespaces) {
            this.cleanupEmptyChildNamespaces = cleanupEmptyChildNamespaces;
            return this;
        }

        /**
         * Changes options for one namespace, or for those of a template such as {@code /tenant/{id}}; a namespace's own name goes before templates.
         *
         * @param name with its leading slash
         * @param change for example {@code chat -> chat.withMaxPendingEvents(100)}
         */
        public Builder namespace(String name, UnaryOperator<NamespaceOptions> change) {
            NamespaceChanges changed = namespaces.with(name, change);
            // Wrong values are to be found here and not when the first client comes.
            changed.apply(name, defaults().namespace(name));
            namespaces = changed;
            return this;
        }

        public SocketIoOptions build() {
            return new SocketIoOptions(clone());
        }

        @Override
        protected Builder clone() {
            try {
                return (Builder) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        static Duration positive(String name, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(name + " must be positive, but is " + value);
            }
            return value;
        }

        static int positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive, but is " + value);
            }
            return value;
        }
    }
}
