package io.socketio.jakarta.web.settings;

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

    static final String PREFIX = SettingNames.PREFIX + "namespace.";

    private static final Map<String, BiFunction<NamespaceOptions, String, NamespaceOptions>> OPTIONS =
            new TreeMap<>(Map.of(
                    "ack-timeout", (options, value) -> options.withAckTimeout(SettingValues.duration(value)),
                    "max-pending-events", (options, value) -> options.withMaxPendingEvents(SettingValues.number(value)),
                    "max-pending-acks", (options, value) -> options.withMaxPendingAcks(SettingValues.number(value)),
                    "cleanup-when-empty", (options, value) -> options.withCleanupWhenEmpty(SettingValues.bool(value))));

    private NamespaceSettings() {}

    /** @throws IllegalArgumentException if the setting is not known */
    static Consumer<String> setter(SocketIoOptionsBuilder builder, String setting) {
        int dot = setting.lastIndexOf('.');
        String name = dot < PREFIX.length() ? "" : setting.substring(PREFIX.length(), dot);
        String wanted = setting.substring(dot + 1);
        BiFunction<NamespaceOptions, String, NamespaceOptions> option = OPTIONS.get(wanted);
        if (option != null && name.startsWith("/")) {
            return value -> builder.namespace(name, options -> option.apply(options, value));
        }
        String nearest = option == null ? NearestName.of(wanted, OPTIONS.keySet()) : wanted;
        if (nearest != null && !name.isEmpty()) {
            String slash = name.startsWith("/") ? "" : "/";
            throw new IllegalArgumentException("did you mean '" + PREFIX + slash + name + "." + nearest + "'?");
        }
        throw new IllegalArgumentException(
                "expected '" + PREFIX + "/<name of a namespace>.<option>' with one of the options " + OPTIONS.keySet());
    }
}
