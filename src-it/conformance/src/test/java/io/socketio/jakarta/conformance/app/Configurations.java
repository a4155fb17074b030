package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.options.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The named configurations of reference-server.mjs, in our options. */
final class Configurations {

    private static final String ORIGIN = "https://a.example";

    private static final Map<String, UnaryOperator<SocketIoOptionsBuilder>> ALL = Map.ofEntries(
            Map.entry("default", b -> b),
            Map.entry("hooks", b -> b),
            Map.entry("counted", b -> b),
            Map.entry("cors-any", b -> b.cors(CorsOptions.any())),
            Map.entry("cors-fixed", b -> b.cors(CorsOptions.origin(ORIGIN).withCredentials())),
            Map.entry("cors-list", b -> b.cors(listed())),
            Map.entry("cors-continue", b -> b.cors(CorsOptions.origin(ORIGIN).withPreflightContinue())),
            Map.entry(
                    "cors-status",
                    b -> b.cors(CorsOptions.matching(origin -> true).withPreflightStatus(200))),
            Map.entry("cors-client", b -> b.cors(CorsOptions.origin(ORIGIN))),
            Map.entry("cookie", b -> b.cookie(CookieOptions.named("io"))),
            Map.entry("cookie-hooks", b -> b.cookie(CookieOptions.named("io"))),
            Map.entry("cookie-full", b -> b.cookie(fullCookie())),
            Map.entry("cookie-bare", b -> b.cookie(bareCookie())),
            Map.entry("no-upgrade", b -> b.allowUpgrades(false)),
            Map.entry("polling-only", b -> b.transports(Set.of(Transport.POLLING))),
            Map.entry("websocket-only", b -> b.transports(Set.of(Transport.WEBSOCKET))),
            Map.entry("fast-heartbeat", b -> heartbeat(b, 300, 200)),
            Map.entry("calm-heartbeat", b -> heartbeat(b, 300, 2000)),
            Map.entry("patient-heartbeat", b -> heartbeat(b, 300, 6000)),
            Map.entry("short-upgrade", b -> b.upgradeTimeout(Duration.ofMillis(400))),
            Map.entry("small-payload", b -> b.maxPayloadBytes(1000)),
            Map.entry("initial-packet", b -> b.initialPacket("first")),
            Map.entry("msgpack", b -> b.parser("msgpack")),
            Map.entry("deflate", b -> b.perMessageDeflate(true)),
            Map.entry("no-compression", b -> b.httpCompressionThresholdBytes(-1)),
            Map.entry("connect-timeout", b -> b.connectTimeout(Duration.ofMillis(300))),
            Map.entry("no-slash", b -> b.addTrailingSlash(false)),
            Map.entry("no-client", b -> b.serveClient(false)),
            Map.entry("eio3", b -> b.allowEio3(true)),
            Map.entry("refusing", b -> b),
            Map.entry("eio3-refusing", b -> b.allowEio3(true)),
            Map.entry("eio3-heartbeat", b -> heartbeat(b, 600, 400).allowEio3(true)),
            Map.entry("eio3-calm", b -> heartbeat(b, 1000, 4000).allowEio3(true)),
            Map.entry("eio3-small", b -> b.allowEio3(true).maxPayloadBytes(1000)),
            Map.entry("recovery", b -> b.recovery(recovery -> recovery.withEnabled(true))),
            Map.entry("recovery-eio3", b -> b.recovery(recovery -> recovery.withEnabled(true))
                    .allowEio3(true)),
            Map.entry(
                    "recovery-short",
                    b -> b.recovery(recovery ->
                            recovery.withEnabled(true).withMaxDisconnectionDuration(Duration.ofMillis(200)))),
            Map.entry(
                    "recovery-asking",
                    b -> b.recovery(recovery -> recovery.withEnabled(true).withSkipMiddlewares(false))),
            // As the reference server, which keeps empty children by default.
            Map.entry("dynamic", b -> b.cleanupEmptyChildNamespaces(false)),
            Map.entry("dynamic-cleanup", b -> b.cleanupEmptyChildNamespaces(true)),
            Map.entry("several", b -> b),
            Map.entry("other-path", b -> b.path("/engine/deep/")));

    /** The configurations with dynamic namespaces. */
    private static final Set<String> WITH_PARENTS = Set.of("dynamic", "dynamic-cleanup", "connect-timeout");

    private Configurations() {}

    static boolean hasParents(String name) {
        return WITH_PARENTS.contains(name);
    }

    static SocketIoOptions named(String name) {
        UnaryOperator<SocketIoOptionsBuilder> configuration = ALL.get(name);
        if (configuration == null) {
            throw new IllegalArgumentException("no configuration is called " + name);
        }
        return configuration.apply(SocketIoOptions.builder()).build();
    }

    private static SocketIoOptionsBuilder heartbeat(SocketIoOptionsBuilder builder, int interval, int timeout) {
        return builder.pingInterval(Duration.ofMillis(interval)).pingTimeout(Duration.ofMillis(timeout));
    }

    private static CorsOptions listed() {
        return CorsOptions.origins(ORIGIN, "https://b.example")
                .withCredentials()
                .withMethods("GET", "POST")
                .withAllowedHeaders("x-one", "x-two")
                .withExposedHeaders("x-three")
                .withMaxAge(Duration.ofSeconds(600));
    }

    private static CookieOptions fullCookie() {
        return CookieOptions.named("balance")
                .withMaxAge(Duration.ofHours(1))
                .withDomain("a.example")
                .withPath("/x")
                .withExpires(Instant.parse("2030-01-02T03:04:05Z"))
                .withSecure(true)
                .withPartitioned(true)
                .withPriority("High")
                .withSameSite("Strict");
    }

    private static CookieOptions bareCookie() {
        return CookieOptions.named("bare").withPath(null).withHttpOnly(false).withSameSite(null);
    }
}
