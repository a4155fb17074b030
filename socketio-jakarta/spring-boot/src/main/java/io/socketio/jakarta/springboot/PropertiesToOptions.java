package io.socketio.jakarta.springboot;

import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.NamespaceOptions;
import io.socketio.jakarta.options.OriginOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.springboot.SocketIoProperties.NamespaceProperties;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns properties into the options of a server. */
final class PropertiesToOptions {

    private PropertiesToOptions() {}

    /** @throws IllegalArgumentException if a value is out of range; the message names the option */
    static SocketIoOptionsBuilder convert(SocketIoProperties from) {
        SocketIoOptionsBuilder to = SocketIoOptions.builder()
                .path(from.path())
                .addTrailingSlash(from.addTrailingSlash())
                .serveClient(from.serveClient())
                .transports(from.transports())
                .allowUpgrades(from.allowUpgrades())
                .allowEio3(from.allowEio3())
                .pingInterval(from.pingInterval())
                .pingTimeout(from.pingTimeout())
                .upgradeTimeout(from.upgradeTimeout())
                .connectTimeout(from.connectTimeout())
                .ackTimeout(from.ackTimeout())
                .writeTimeout(from.writeTimeout())
                .maxPayloadBytes(from.maxPayloadBytes())
                .maxBufferedBytes(from.maxBufferedBytes())
                .slowHandlerTimeout(from.slowHandlerTimeout())
                .bindToCaller(from.bindToCaller())
                .maxPendingEvents(from.maxPendingEvents())
                .maxPendingBytes(from.maxPendingBytes())
                .maxConnectBytes(from.maxConnectBytes())
                .maxPendingAcks(from.maxPendingAcks())
                .maxAttachments(from.maxAttachments())
                .maxNamespacesPerClient(from.maxNamespacesPerClient())
                .limits(limits -> limits.withMaxConnections(from.maxConnections())
                        .withMaxConnectionsPerAddress(from.maxConnectionsPerAddress())
                        .withMaxConnectionsPerCaller(from.maxConnectionsPerCaller())
                        .withMaxHandshakesPerSecond(from.maxHandshakesPerSecond())
                        .withMaxEventsPerSecond(from.maxEventsPerSecond())
                        .withTrustedProxies(from.trustedProxies())
                        .withForwardedHeader(from.forwardedHeader()))
                .maxNamespaceLength(from.maxNamespaceLength())
                .maxEventNameLength(from.maxEventNameLength())
                .cleanupEmptyChildNamespaces(from.cleanupEmptyChildNamespaces())
                .recovery(recovery -> recovery.withEnabled(from.recovery())
                        .withMaxDisconnectionDuration(from.recoveryMaxDisconnectionDuration())
                        .withSkipMiddlewares(from.recoverySkipMiddlewares())
                        .withMaxBytes(from.recoveryMaxBytes()))
                .httpCompressionThresholdBytes(from.httpCompressionThresholdBytes())
                .perMessageDeflate(from.perMessageDeflate())
                .webSocket(from.websocket())
                .initialPacket(from.initialPacket())
                .parser(from.parser())
                .cluster(from.cluster());
        if (from.memoryBudgetBytes() != null) {
            to.memoryBudgetBytes(from.memoryBudgetBytes());
        }
        if (from.maxBurstBytes() != null) {
            to.maxBurstBytes(from.maxBurstBytes());
        }
        if (!from.allowedOrigins().isEmpty()) {
            to.allowedOrigins(OriginOptions.parse(String.join(",", from.allowedOrigins())));
        }
        if (from.cookie() != null) {
            to.cookie(CookieOptions.named(from.cookie()));
        }
        if (!from.corsOrigin().isEmpty()) {
            to.cors(cors(from.corsOrigin(), from.corsCredentials()));
        }
        from.namespace().forEach((name, changes) -> to.namespace(slashed(name), each -> change(each, changes)));
        return to;
    }

    private static CorsOptions cors(Set<String> origins, boolean credentials) {
        CorsOptions cors =
                origins.contains("*") ? CorsOptions.any() : CorsOptions.origins(origins.toArray(new String[0]));
        return credentials ? cors.withCredentials() : cors;
    }

    /** Spring Boot drops the slash of a name that is not in brackets. */
    private static String slashed(String name) {
        return name.startsWith("/") ? name : "/" + name;
    }

    private static NamespaceOptions change(NamespaceOptions options, NamespaceProperties changes) {
        NamespaceOptions changed = options;
        changed = with(changed, changes.ackTimeout(), NamespaceOptions::withAckTimeout);
        changed = with(changed, changes.maxPendingEvents(), NamespaceOptions::withMaxPendingEvents);
        changed = with(changed, changes.maxPendingAcks(), NamespaceOptions::withMaxPendingAcks);
        return with(changed, changes.cleanupWhenEmpty(), NamespaceOptions::withCleanupWhenEmpty);
    }

    private static <T> NamespaceOptions with(
            NamespaceOptions options, @Nullable T value, BiFunction<NamespaceOptions, T, NamespaceOptions> wither) {
        return value == null ? options : wither.apply(options, value);
    }
}
