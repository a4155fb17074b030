package io.socketio.jakarta.web;

import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a deployment, from context parameters or else system properties of the same name; the table stands at {@link SocketIoInitializer}.
 *
 * @param enabled whether the server registers itself
 * @param virtualThreads whether user code runs on virtual threads where the JDK has them
 * @param threads most platform threads that run user code when it does not run on the executor of the container
 * @param closeWithHttpSession whether sockets close when their HttpSession ends
 * @param smallBuffers whether the container's default size of WebSocket buffers may be lowered, see {@link TomcatWebSocket}
 */
public record WebSettings(
        boolean enabled,
        boolean virtualThreads,
        int threads,
        boolean smallBuffers,
        boolean closeWithHttpSession,
        SocketIoOptions options) {

    static final String PREFIX = "socketio.";
    static final int DEFAULT_THREADS = 64;

    private static final String ENABLED = "enabled";
    private static final String VIRTUAL_THREADS = "virtual-threads";
    private static final String THREADS = "threads";
    private static final String CLOSE_WITH_HTTP_SESSION = "close-with-http-session";
    private static final String CORS_CREDENTIALS = "cors-credentials";
    private static final String SMALL_BUFFERS = "small-buffers";
    private static final Set<String> OTHERS =
            Set.of(ENABLED, VIRTUAL_THREADS, THREADS, CORS_CREDENTIALS, SMALL_BUFFERS, CLOSE_WITH_HTTP_SESSION);

    private static final Map<String, BiConsumer<SocketIoOptionsBuilder, String>> OPTIONS = optionSetters();

    static WebSettings of(SocketIoOptions options) {
        return new WebSettings(true, false, DEFAULT_THREADS, true, true, options);
    }

    WebSettings withOptions(SocketIoOptions others) {
        return new WebSettings(enabled, virtualThreads, threads, smallBuffers, closeWithHttpSession, others);
    }

    /**
     * @param lookup value of a parameter by full name, or null
     * @param present names of the parameters that the deployment sets; unknown ones with our prefix are refused
     * @throws IllegalArgumentException naming the parameter that is unknown or has a wrong value
     */
    static WebSettings read(UnaryOperator<@Nullable String> lookup, Collection<String> present) {
        for (String name : present) {
            if (name.startsWith(PREFIX)
                    && !name.startsWith(NamespaceSettings.PREFIX)
                    && !isKnown(name.substring(PREFIX.length()))) {
                throw new IllegalArgumentException("unknown parameter '" + name + "'; known are "
                        + OPTIONS.keySet().stream().map(each -> PREFIX + each).collect(Collectors.joining(", ")));
            }
        }
        SocketIoOptionsBuilder builder = SocketIoOptions.builder();
        OPTIONS.forEach((name, setter) -> apply(lookup, name, value -> setter.accept(builder, value)));
        for (String name : present) {
            if (name.startsWith(NamespaceSettings.PREFIX)) {
                apply(lookup, name.substring(PREFIX.length()), NamespaceSettings.setter(builder, name));
            }
        }
        CorsOptions cors = builder.build().cors();
        if (cors != null && value(lookup, CORS_CREDENTIALS, WebSettings::bool, false)) {
            builder.cors(cors.withCredentials());
        }
        return new WebSettings(
                value(lookup, ENABLED, WebSettings::bool, true),
                value(lookup, VIRTUAL_THREADS, WebSettings::bool, false),
                value(lookup, THREADS, WebSettings::positive, DEFAULT_THREADS),
                value(lookup, SMALL_BUFFERS, WebSettings::bool, true),
                value(lookup, CLOSE_WITH_HTTP_SESSION, WebSettings::bool, true),
                builder.build());
    }

    private static boolean isKnown(String name) {
        return OPTIONS.containsKey(name) || OTHERS.contains(name);
    }

    private static void apply(UnaryOperator<@Nullable String> lookup, String name, Consumer<String> setter) {
        value(
                lookup,
                name,
                text -> {
                    setter.accept(text);
                    return true;
                },
                true);
    }

    private static <T> T value(
            UnaryOperator<@Nullable String> lookup, String name, Function<String, T> parser, T absent) {
        String text = lookup.apply(PREFIX + name);
        if (text == null) {
            return absent;
        }
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(PREFIX + name + "='" + text + "': " + e.getMessage(), e);
        }
    }

    private static Map<String, BiConsumer<SocketIoOptionsBuilder, String>> optionSetters() {
        Map<String, BiConsumer<SocketIoOptionsBuilder, String>> all = new LinkedHashMap<>();
        all.put("path", SocketIoOptionsBuilder::path);
        all.put("add-trailing-slash", (to, value) -> to.addTrailingSlash(bool(value)));
        all.put("serve-client", (to, value) -> to.serveClient(bool(value)));
        all.put("ping-interval", (to, value) -> to.pingInterval(duration(value)));
        all.put("ping-timeout", (to, value) -> to.pingTimeout(duration(value)));
        all.put("upgrade-timeout", (to, value) -> to.upgradeTimeout(duration(value)));
        all.put("connect-timeout", (to, value) -> to.connectTimeout(duration(value)));
        all.put("max-payload-bytes", (to, value) -> to.maxPayloadBytes(Integer.parseInt(value)));
        all.put("transports", (to, value) -> to.transports(transports(value)));
        all.put("allow-upgrades", (to, value) -> to.allowUpgrades(bool(value)));
        all.put(
                "http-compression-threshold-bytes",
                (to, value) -> to.httpCompressionThresholdBytes(Integer.parseInt(value)));
        all.put("per-message-deflate", (to, value) -> to.perMessageDeflate(bool(value)));
        all.put("cookie", (to, value) -> to.cookie(CookieOptions.named(value)));
        all.put("cors-origin", (to, value) -> to.cors(cors(value)));
        all.put("initial-packet", SocketIoOptionsBuilder::initialPacket);
        all.put("ack-timeout", (to, value) -> to.ackTimeout(duration(value)));
        all.put("max-buffered-bytes", (to, value) -> to.maxBufferedBytes(Integer.parseInt(value)));
        all.put("write-timeout", (to, value) -> to.writeTimeout(duration(value)));
        all.put("max-pending-events", (to, value) -> to.maxPendingEvents(Integer.parseInt(value)));
        all.put("max-pending-chars", (to, value) -> to.maxPendingChars(Integer.parseInt(value)));
        all.put("max-pending-acks", (to, value) -> to.maxPendingAcks(Integer.parseInt(value)));
        all.put("max-attachments", (to, value) -> to.maxAttachments(Integer.parseInt(value)));
        all.put("max-namespaces-per-client", (to, value) -> to.maxNamespacesPerClient(Integer.parseInt(value)));
        all.put("cleanup-empty-child-namespaces", (to, value) -> to.cleanupEmptyChildNamespaces(bool(value)));
        return all;
    }

    static boolean bool(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number <= 0) {
            throw new IllegalArgumentException("expected a positive number");
        }
        return number;
    }

    static Duration duration(String value) {
        return value.chars().allMatch(c -> c >= '0' && c <= '9') && !value.isEmpty()
                ? Duration.ofMillis(Long.parseLong(value))
                : Duration.parse(value);
    }

    private static Set<Transport> transports(String value) {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        for (String name : value.split(",")) {
            transports.add(Transport.valueOf(name.trim().toUpperCase(Locale.ROOT)));
        }
        return transports;
    }

    private static CorsOptions cors(String value) {
        if (value.equals("*")) {
            return CorsOptions.any();
        }
        List<String> origins = Arrays.stream(value.split(",")).map(String::trim).toList();
        return origins.size() == 1 ? CorsOptions.origin(origins.get(0)) : CorsOptions.matching(origins::contains);
    }
}
