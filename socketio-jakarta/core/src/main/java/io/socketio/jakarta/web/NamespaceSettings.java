package io.socketio.jakarta.web;

import io.socketio.jakarta.options.NamespaceOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Settings of one namespace, {@code socketio.namespace./chat.ack-timeout}: the name ends at the last dot, because options have none. Every source of
 * settings takes such names as they are.
 */
final class NamespaceSettings {

    static final String PREFIX = WebSettings.PREFIX + "namespace.";

    private static final Map<String, BiFunction<NamespaceOptions, String, NamespaceOptions>> OPTIONS =
            new TreeMap<>(Map.of(
                    "ack-timeout", (options, value) -> options.withAckTimeout(WebSettings.duration(value)),
                    "max-pending-events", (options, value) -> options.withMaxPendingEvents(Integer.parseInt(value)),
                    "max-pending-chars", (options, value) -> options.withMaxPendingChars(Integer.parseInt(value)),
                    "max-pending-acks", (options, value) -> options.withMaxPendingAcks(Integer.parseInt(value)),
                    "cleanup-when-empty", (options, value) -> options.withCleanupWhenEmpty(WebSettings.bool(value))));

    private NamespaceSettings() {}

    /** @throws IllegalArgumentException if the setting is not known */
    static Consumer<String> setter(SocketIoOptionsBuilder builder, String setting) {
        int dot = setting.lastIndexOf('.');
        String name = dot < PREFIX.length() ? "" : setting.substring(PREFIX.length(), dot);
        BiFunction<NamespaceOptions, String, NamespaceOptions> option = OPTIONS.get(setting.substring(dot + 1));
        if (option == null || !name.startsWith("/")) {
            throw new IllegalArgumentException("unknown parameter '" + setting + "'; expected '" + PREFIX
                    + "/<name of a namespace>.<option>' with one of the options " + OPTIONS.keySet());
        }
        return value -> builder.namespace(name, options -> option.apply(options, value));
    }
}
