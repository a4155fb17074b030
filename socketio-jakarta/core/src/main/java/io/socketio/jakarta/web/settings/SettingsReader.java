package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a deployment from all sources, and tells all that is wrong with them at once. Not thread-safe; for one reading. */
public final class SettingsReader {

    private final List<SettingSource> sources;
    private final List<String> problems = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** @param sources the first that has a setting wins */
    public SettingsReader(List<SettingSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** @throws IllegalArgumentException with a line for each setting that is unknown or has a wrong value */
    public WebSettings read() {
        checkNames();
        SocketIoOptionsBuilder builder = SocketIoOptions.builder();
        SettingNames.options().forEach((name, setter) -> apply(name, value -> setter.accept(builder, value)));
        for (String name : namespaceSettings()) {
            applyToNamespace(builder, name);
        }
        CorsOptions cors = builder.build().cors();
        if (value(SettingNames.CORS_CREDENTIALS, SettingValues::bool, false) && cors != null) {
            builder.cors(cors.withCredentials());
        }
        WebSettings settings = new WebSettings(
                value(SettingNames.ENABLED, SettingValues::bool, true),
                value(SettingNames.VIRTUAL_THREADS, SettingValues::bool, false),
                value(SettingNames.THREADS, SettingValues::positive, WebSettings.DEFAULT_THREADS),
                value(SettingNames.SMALL_BUFFERS, SettingValues::bool, true),
                value(SettingNames.CLOSE_WITH_HTTP_SESSION, SettingValues::bool, true),
                builder.build());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return settings;
    }

    /** After {@link #read}: unknown names in places that others use, too; a line each. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    private void checkNames() {
        Map<String, String> refused = new TreeMap<>();
        Map<String, String> shared = new TreeMap<>();
        for (SettingSource source : sources) {
            for (String name : source.names()) {
                if (SettingNames.isOurs(name) && !SettingNames.isKnown(name)) {
                    // MicroProfile Config has the system properties, too; the last source tells best where it stands.
                    (source.isShared().test(name) ? shared : refused).put(name, source.label());
                }
            }
        }
        refused.forEach((name, label) -> problems.add(unknown(name, label)));
        if (refused.keySet().stream().anyMatch(name -> nearest(name) == null)) {
            problems.add("known are " + String.join(", ", new TreeSet<>(SettingNames.KNOWN)));
        }
        shared.keySet().removeAll(refused.keySet());
        shared.forEach((name, label) -> ignored.add(unknown(name, label)));
    }

    private static String unknown(String name, String label) {
        String nearest = nearest(name);
        String meant = nearest == null ? "" : "; did you mean '" + nearest + "'?";
        return "unknown setting '" + name + "' (" + label + ")" + meant;
    }

    private static @Nullable String nearest(String name) {
        String nearest = NearestName.of(name.substring(SettingNames.PREFIX.length()), shortNames());
        if (nearest == null) {
            return null;
        }
        String full = SettingNames.PREFIX + nearest;
        return name.startsWith(SettingNames.PREFIX) ? full : SettingNames.environmentVariable(full);
    }

    private static List<String> shortNames() {
        return SettingNames.KNOWN.stream()
                .map(name -> name.substring(SettingNames.PREFIX.length()))
                .toList();
    }

    private TreeSet<String> namespaceSettings() {
        TreeSet<String> names = new TreeSet<>();
        for (SettingSource source : sources) {
            for (String name : source.names()) {
                if (name.startsWith(NamespaceSettings.PREFIX)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private void applyToNamespace(SocketIoOptionsBuilder builder, String name) {
        Consumer<String> setter;
        try {
            setter = NamespaceSettings.setter(builder, name);
        } catch (IllegalArgumentException e) {
            problems.add("unknown setting '" + name + "' (" + labelOf(name) + "); " + e.getMessage());
            return;
        }
        apply(name, setter);
    }

    private void apply(String name, Consumer<String> setter) {
        value(
                name,
                text -> {
                    setter.accept(text);
                    return true;
                },
                true);
    }

    private <T> T value(String name, Function<String, T> parser, T absent) {
        for (SettingSource source : sources) {
            String text = source.values().apply(name);
            if (text == null) {
                continue;
            }
            try {
                return parser.apply(text.trim());
            } catch (IllegalArgumentException e) {
                problems.add(name + "='" + text + "' (" + source.label() + "): " + e.getMessage());
                return absent;
            }
        }
        return absent;
    }

    private String labelOf(String name) {
        return sources.stream()
                .filter(source -> source.names().contains(name))
                .findFirst()
                .map(SettingSource::label)
                .orElseThrow();
    }
}
