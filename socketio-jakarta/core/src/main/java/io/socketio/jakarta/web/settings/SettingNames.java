package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.OriginOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** The names of the settings, with their prefix, and what each of them sets. */
final class SettingNames {

    static final String PREFIX = "socketio.";

    static final String ENABLED = PREFIX + "enabled";
    static final String VIRTUAL_THREADS = PREFIX + "virtual-threads";
    static final String EXECUTOR = PREFIX + "executor";
    static final String THREADS = PREFIX + "threads";
    static final String THREADS_PER_CONNECTION = PREFIX + "threads-per-connection";
    static final String CLOSE_WITH_HTTP_SESSION = PREFIX + "close-with-http-session";
    static final String DRAIN_TIMEOUT = PREFIX + "drain-timeout";
    static final String CORS_CREDENTIALS = PREFIX + "cors-credentials";
    static final String SMALL_BUFFERS = PREFIX + "small-buffers";

    /** Of servers with a name only. */
    static final String RAW = PREFIX + "raw";

    /** How MicroProfile Config spells our prefix in environment variables. */
    private static final String ENVIRONMENT_PREFIX = "SOCKETIO_";

    private static final Map<String, BiConsumer<SocketIoOptionsBuilder, String>> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put(PREFIX + "path", SocketIoOptionsBuilder::path);
        flag("add-trailing-slash", SocketIoOptionsBuilder::addTrailingSlash);
        flag("serve-client", SocketIoOptionsBuilder::serveClient);
        time("ping-interval", SocketIoOptionsBuilder::pingInterval);
        time("ping-timeout", SocketIoOptionsBuilder::pingTimeout);
        time("upgrade-timeout", SocketIoOptionsBuilder::upgradeTimeout);
        time("connect-timeout", SocketIoOptionsBuilder::connectTimeout);
        number("max-payload-bytes", SocketIoOptionsBuilder::maxPayloadBytes);
        OPTIONS.put(PREFIX + "transports", (to, value) -> to.transports(SettingValues.transports(value)));
        flag("allow-upgrades", SocketIoOptionsBuilder::allowUpgrades);
        flag("allow-eio3", SocketIoOptionsBuilder::allowEio3);
        number("http-compression-threshold-bytes", SocketIoOptionsBuilder::httpCompressionThresholdBytes);
        flag("per-message-deflate", SocketIoOptionsBuilder::perMessageDeflate);
        OPTIONS.put(PREFIX + "websocket", (to, value) -> to.webSocket(SettingValues.webSocket(value)));
        OPTIONS.put(PREFIX + "cookie", (to, value) -> to.cookie(CookieOptions.named(value)));
        OPTIONS.put(PREFIX + "cors-origin", (to, value) -> to.cors(SettingValues.cors(value)));
        OPTIONS.put(PREFIX + "allowed-origins", (to, value) -> to.allowedOrigins(OriginOptions.parse(value)));
        flag("bind-to-caller", SocketIoOptionsBuilder::bindToCaller);
        OPTIONS.put(PREFIX + "initial-packet", SocketIoOptionsBuilder::initialPacket);
        OPTIONS.put(PREFIX + "parser", SocketIoOptionsBuilder::parser);
        OPTIONS.put(PREFIX + "cluster", SocketIoOptionsBuilder::cluster);
        time("ack-timeout", SocketIoOptionsBuilder::ackTimeout);
        number("max-buffered-bytes", SocketIoOptionsBuilder::maxBufferedBytes);
        number("max-burst-bytes", SocketIoOptionsBuilder::maxBurstBytes);
        time("write-timeout", SocketIoOptionsBuilder::writeTimeout);
        number("max-pending-events", SocketIoOptionsBuilder::maxPendingEvents);
        number("max-pending-bytes", SocketIoOptionsBuilder::maxPendingBytes);
        number("max-connect-bytes", SocketIoOptionsBuilder::maxConnectBytes);
        OPTIONS.put(
                PREFIX + "memory-budget-bytes", (to, value) -> to.memoryBudgetBytes(SettingValues.longNumber(value)));
        number("max-pending-acks", SocketIoOptionsBuilder::maxPendingAcks);
        time("slow-handler-timeout", SocketIoOptionsBuilder::slowHandlerTimeout);
        number("max-attachments", SocketIoOptionsBuilder::maxAttachments);
        number("max-namespaces-per-client", SocketIoOptionsBuilder::maxNamespacesPerClient);
        number("max-connections", (to, most) -> to.limits(limits -> limits.withMaxConnections(most)));
        number(
                "max-connections-per-address",
                (to, most) -> to.limits(limits -> limits.withMaxConnectionsPerAddress(most)));
        number(
                "max-connections-per-caller",
                (to, most) -> to.limits(limits -> limits.withMaxConnectionsPerCaller(most)));
        number("max-handshakes-per-second", (to, most) -> to.limits(limits -> limits.withMaxHandshakesPerSecond(most)));
        number("max-events-per-second", (to, most) -> to.limits(limits -> limits.withMaxEventsPerSecond(most)));
        OPTIONS.put(PREFIX + "trusted-proxies", (to, list) -> to.limits(limits -> limits.withTrustedProxies(list)));
        OPTIONS.put(PREFIX + "forwarded-header", (to, name) -> to.limits(limits -> limits.withForwardedHeader(name)));
        number("max-namespace-length", SocketIoOptionsBuilder::maxNamespaceLength);
        number("max-event-name-length", SocketIoOptionsBuilder::maxEventNameLength);
        flag("cleanup-empty-child-namespaces", SocketIoOptionsBuilder::cleanupEmptyChildNamespaces);
        flag("recovery", (to, on) -> to.recovery(recovery -> recovery.withEnabled(on)));
        time(
                "recovery-max-disconnection-duration",
                (to, time) -> to.recovery(recovery -> recovery.withMaxDisconnectionDuration(time)));
        flag("recovery-skip-middlewares", (to, skip) -> to.recovery(recovery -> recovery.withSkipMiddlewares(skip)));
        OPTIONS.put(
                PREFIX + "recovery-max-bytes",
                (to, most) -> to.recovery(recovery -> recovery.withMaxBytes(SettingValues.longNumber(most))));
    }

    /** All but those of single namespaces and of servers with a name. */
    static final List<String> KNOWN = known();

    private SettingNames() {}

    /** Those that are options of the server, and how each is set from its text. */
    static Map<String, BiConsumer<SocketIoOptionsBuilder, String>> options() {
        return OPTIONS;
    }

    static boolean isOurs(String name) {
        return name.startsWith(PREFIX) || name.startsWith(ENVIRONMENT_PREFIX);
    }

    /** Whether this is the name of a setting, or of the environment variable for one. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name)
                || name.startsWith(NamespaceSettings.PREFIX)
                || name.startsWith(ServerSettings.PREFIX)
                || KNOWN.stream().anyMatch(each -> environmentVariable(each).equals(name))
                || name.startsWith(environmentVariable(NamespaceSettings.PREFIX))
                || name.startsWith(environmentVariable(ServerSettings.PREFIX));
    }

    /** How MicroProfile Config spells the name of a setting in the environment. */
    static String environmentVariable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static void flag(String name, BiConsumer<SocketIoOptionsBuilder, Boolean> setter) {
        OPTIONS.put(PREFIX + name, (to, value) -> setter.accept(to, SettingValues.bool(value)));
    }

    private static void time(String name, BiConsumer<SocketIoOptionsBuilder, Duration> setter) {
        OPTIONS.put(PREFIX + name, (to, value) -> setter.accept(to, SettingValues.duration(value)));
    }

    private static void number(String name, BiConsumer<SocketIoOptionsBuilder, Integer> setter) {
        OPTIONS.put(PREFIX + name, (to, value) -> setter.accept(to, SettingValues.number(value)));
    }

    private static List<String> known() {
        List<String> all = new ArrayList<>(OPTIONS.keySet());
        all.addAll(List.of(
                ENABLED,
                VIRTUAL_THREADS,
                EXECUTOR,
                THREADS,
                THREADS_PER_CONNECTION,
                CLOSE_WITH_HTTP_SESSION,
                DRAIN_TIMEOUT,
                CORS_CREDENTIALS,
                SMALL_BUFFERS));
        return List.copyOf(all);
    }
}
