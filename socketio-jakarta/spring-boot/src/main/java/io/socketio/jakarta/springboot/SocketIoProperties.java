package io.socketio.jakarta.springboot;

import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.options.WebSocketImplementation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of docs/configuration.md as properties of a Spring Boot application. Names that are not known stop it.
 *
 * @param enabled Whether a server is registered.
 * @param path Path under the context path.
 * @param addTrailingSlash Whether the path must be followed by a slash.
 * @param serveClient Whether the browser client is served under the path.
 * @param transports Transports that clients may use.
 * @param allowUpgrades Whether polling clients are told that they may upgrade.
 * @param allowEio3 Whether clients of Socket.IO 2 may connect.
 * @param pingInterval Time between a pong and the next ping.
 * @param pingTimeout Longest time without a pong before the connection is closed.
 * @param upgradeTimeout Longest time that an upgrade may take.
 * @param connectTimeout Longest time that a connection may stay without a namespace.
 * @param ackTimeout Longest wait for an acknowledgement when the emit names none.
 * @param writeTimeout Longest time a write may stay without progress; beyond, the connection is closed as too slow.
 * @param maxPayloadBytes Largest POST body and WebSocket message, in bytes.
 * @param maxBufferedBytes Outbound bytes that may wait for one client; beyond, it is closed as too slow.
 * @param maxBurstBytes Outbound bytes that may wait even for a client that reads; beyond, it is closed at once; 16 times max-buffered-bytes if not set.
 * @param maxPendingEvents Incoming events of one socket that may wait for its listeners; beyond, the connection is closed.
 * @param maxPendingBytes Memory of the received messages of one connection that wait, in bytes; beyond, the connection is closed.
 * @param maxConnectBytes Largest message of a client that has not joined a namespace, in bytes.
 * @param memoryBudgetBytes Memory of all that waits in the server, in bytes; beyond, the connections that hold the most are closed; a quarter of the heap if not set.
 * @param maxPendingAcks Acknowledgements that one socket may owe; beyond, emitting with acknowledgement fails.
 * @param maxAttachments Attachments of one binary event.
 * @param maxNamespacesPerClient Namespaces that one connection may be in.
 * @param maxConnections Open connections of all clients; 0 for no limit.
 * @param maxConnectionsPerAddress Open connections of one address; 0 for no limit.
 * @param maxConnectionsPerCaller Open connections of one caller; 0 for no limit.
 * @param maxHandshakesPerSecond Handshakes of all clients that are examined in a second; 0 for no limit.
 * @param maxEventsPerSecond Messages of one connection in a second; 0 for no limit.
 * @param trustedProxies Addresses, or blocks such as 10.0.0.0/8, of the proxies whose header is believed.
 * @param forwardedHeader Header in which these proxies append the address of their client.
 * @param maxNamespaceLength Longest name of a namespace that a client may ask for, in characters.
 * @param maxEventNameLength Longest name of an event from a client, in characters.
 * @param cleanupEmptyChildNamespaces Whether a dynamic namespace is removed when its last socket has left.
 * @param recovery Whether clients that have lost the connection recover their session.
 * @param recoveryMaxDisconnectionDuration For how long sessions and events are kept for recovery.
 * @param recoverySkipMiddlewares Whether a client that has recovered passes middleware unasked.
 * @param recoveryMaxBytes Memory of the sessions and events that are kept for recovery, in bytes; beyond, the oldest events are dropped.
 * @param httpCompressionThresholdBytes Smallest polling answer that is compressed, in bytes; negative: never.
 * @param perMessageDeflate Whether WebSocket compression may be negotiated.
 * @param websocket What carries WebSocket: the web server's own, an upgrade by the servlet, or what is better on this web server.
 * @param cookie Name of a cookie for load balancers; none if not set.
 * @param corsOrigin Origins of pages that may connect from elsewhere, or * for all; no CORS headers if not set.
 * @param corsCredentials Whether browsers may send credentials from those origins.
 * @param allowedOrigins Origins of pages that may connect with credentials, besides those of the application and of cors-origin; strict among them checks all pages, * none.
 * @param bindToCaller Whether a connection that began with a caller or an HttpSession is continued by the same only.
 * @param initialPacket Message that is sent right behind the open packet; none if not set.
 * @param parser Name of the parser that encodes packets; clients must use the same.
 * @param cluster Address of the cluster that the server joins, for example redis://localhost; none if not set.
 * @param executor JNDI name of the executor for listeners; threads of the library if not set.
 * @param threads Most threads for listeners.
 * @param threadsPerConnection Most of them that one connection occupies; a quarter, and no limit on virtual threads, if not set.
 * @param slowHandlerTimeout How long a listener may run before the log names it.
 * @param virtualThreads Whether listeners run on virtual threads (JDK 21 or newer); as spring.threads.virtual.enabled, else where the JDK has them, if not set.
 * @param closeWithHttpSession Whether sockets close when the HttpSession of their first request ends.
 * @param drainTimeout Time in which clients are sent away before the server closes; 0: they are disconnected at once.
 * @param smallBuffers Whether Tomcat's default size of WebSocket buffers is lowered, which also limits messages of other WebSocket endpoints.
 * @param namespace Settings of single namespaces, by their names or templates; put names in brackets that hold more than letters, digits and dashes.
 */
@ConfigurationProperties(prefix = SocketIoProperties.PREFIX, ignoreUnknownFields = false)
record SocketIoProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("/socket.io") String path,
        @DefaultValue("true") boolean addTrailingSlash,
        @DefaultValue("true") boolean serveClient,
        @DefaultValue({"polling", "websocket"}) Set<Transport> transports,
        @DefaultValue("true") boolean allowUpgrades,
        @DefaultValue("false") boolean allowEio3,
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("20s") Duration pingTimeout,
        @DefaultValue("10s") Duration upgradeTimeout,
        @DefaultValue("45s") Duration connectTimeout,
        @DefaultValue("30s") Duration ackTimeout,
        @DefaultValue("10s") Duration writeTimeout,
        @DefaultValue("1000000") int maxPayloadBytes,
        @DefaultValue("1048576") int maxBufferedBytes,
        @Nullable Integer maxBurstBytes,
        @DefaultValue("16384") int maxPendingEvents,
        @DefaultValue("16777216") int maxPendingBytes,
        @DefaultValue("65536") int maxConnectBytes,
        @Nullable Long memoryBudgetBytes,
        @DefaultValue("10000") int maxPendingAcks,
        @DefaultValue("10") int maxAttachments,
        @DefaultValue("1000") int maxNamespacesPerClient,
        @DefaultValue("0") int maxConnections,
        @DefaultValue("0") int maxConnectionsPerAddress,
        @DefaultValue("0") int maxConnectionsPerCaller,
        @DefaultValue("0") int maxHandshakesPerSecond,
        @DefaultValue("0") int maxEventsPerSecond,
        @DefaultValue Set<String> trustedProxies,
        @DefaultValue("X-Forwarded-For") String forwardedHeader,
        @DefaultValue("256") int maxNamespaceLength,
        @DefaultValue("1024") int maxEventNameLength,
        @DefaultValue("true") boolean cleanupEmptyChildNamespaces,
        @DefaultValue("false") boolean recovery,
        @DefaultValue("2m") Duration recoveryMaxDisconnectionDuration,
        @DefaultValue("true") boolean recoverySkipMiddlewares,
        @DefaultValue("33554432") long recoveryMaxBytes,
        @DefaultValue("1024") int httpCompressionThresholdBytes,
        @DefaultValue("false") boolean perMessageDeflate,
        @DefaultValue("endpoint") WebSocketImplementation websocket,
        @Nullable String cookie,
        @DefaultValue Set<String> corsOrigin,
        @DefaultValue("false") boolean corsCredentials,
        @DefaultValue Set<String> allowedOrigins,
        @DefaultValue("true") boolean bindToCaller,
        @Nullable String initialPacket,
        @DefaultValue("default") String parser,
        @DefaultValue("") String cluster,
        @Nullable String executor,
        @DefaultValue("64") int threads,
        @Nullable Integer threadsPerConnection,
        @DefaultValue("10s") Duration slowHandlerTimeout,
        @Nullable Boolean virtualThreads,
        @DefaultValue("true") boolean closeWithHttpSession,
        @DefaultValue("0s") Duration drainTimeout,
        @DefaultValue("false") boolean smallBuffers,
        @DefaultValue Map<String, NamespaceProperties> namespace) {

    static final String PREFIX = "socketio";

    /**
     * Settings of one namespace; what is not set is as for all.
     *
     * @param ackTimeout Longest wait for an acknowledgement when the emit names none.
     * @param maxPendingEvents Incoming events of one socket that may wait for its listeners; beyond, the connection is closed.
     * @param maxPendingAcks Acknowledgements that one socket may owe; beyond, emitting with acknowledgement fails.
     * @param cleanupWhenEmpty Whether the namespace is removed when its last socket has left, if it is a dynamic one.
     */
    record NamespaceProperties(
            @Nullable Duration ackTimeout,
            @Nullable Integer maxPendingEvents,
            @Nullable Integer maxPendingAcks,
            @Nullable Boolean cleanupWhenEmpty) {}
}
