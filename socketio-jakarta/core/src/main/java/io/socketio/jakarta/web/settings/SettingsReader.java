package io.socketio.jakarta.web.settings;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the settings of a deployment from all sources, and tells all that is wrong with them at once. Not thread-safe; for one reading. */
public final class SettingsReader {

    /** Whose settings are read; empty for the default server. */
    private final String server;

    private final List<SettingSource> sources;
    private final List<String> problems = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** @param sources the first that has a setting wins */
    public SettingsReader(List<SettingSource> sources) {
        this("", sources);
    }

    private SettingsReader(String server, List<SettingSource> sources) {
        this.server = server;
        this.sources = List.copyOf(sources);
    }

    /** Reads the settings of the default server. @throws IllegalArgumentException as {@link #readAll} */
    public WebSettings read() {
        return readAll().get(0);
    }

    /**
     * Reads the settings of all servers, those of the default one first.
     *
     * @throws IllegalArgumentException with a line for each setting that is unknown or has a wrong value
     */
    public List<WebSettings> readAll() {
        checkNames();
        List<WebSettings> all = new ArrayList<>();
        // Tomcat has one size of buffers for all WebSocket connections of an application.
        boolean smallBuffers = value(SettingNames.SMALL_BUFFERS, SettingValues::bool, true);
        all.add(read(smallBuffers));
        for (String name : ServerSettings.names(sources)) {
            SettingsReader reader = new SettingsReader(name, ServerSettings.of(name, sources));
            reader.checkNames();
            all.add(reader.read(smallBuffers));
            problems.addAll(reader.problems);
            ignored.addAll(reader.ignored);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return all;
    }

    private WebSettings read(boolean smallBuffers) {
        SocketIoOptionsBuilder builder = SocketIoOptions.builder().name(server);
        SettingNames.options().forEach((name, setter) -> apply(name, value -> setter.accept(builder, value)));
        for (String name : namespaceSettings()) {
            applyToNamespace(builder, name);
        }
        CorsOptions cors = builder.build().cors();
        if (value(SettingNames.CORS_CREDENTIALS, SettingValues::bool, false) && cors != null) {
            builder.cors(cors.withCredentials());
        }
        boolean raw = !server.isEmpty() && value(SettingNames.RAW, SettingValues::bool, false);
        WebSettings settings = new WebSettings(
                value(SettingNames.ENABLED, SettingValues::bool, true),
                value(SettingNames.VIRTUAL_THREADS, SettingValues::virtualThreads, WebSettings.VirtualThreads.AUTO),
                value(SettingNames.EXECUTOR, text -> text, ""),
                value(SettingNames.THREADS, SettingValues::positive, WebSettings.DEFAULT_THREADS),
                value(SettingNames.THREADS_PER_CONNECTION, SettingValues::positive, 0),
                smallBuffers,
                value(SettingNames.CLOSE_WITH_HTTP_SESSION, SettingValues::bool, true),
                value(SettingNames.DRAIN_TIMEOUT, SettingValues::drainTimeout, Duration.ZERO),
                false,
                builder.build());
        return raw ? settings.asRaw() : settings;
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
                if (SettingNames.isOurs(name) && !isKnown(name)) {
                    // MicroProfile Config has the system properties, too; the last source tells best where it stands.
                    (source.isShared().test(name) ? shared : refused).put(name, source.label());
                }
            }
        }
        refused.forEach((name, label) -> problems.add(unknown(name, label)));
        if (refused.keySet().stream().anyMatch(name -> hint(name).isEmpty())) {
            problems.add("known are " + String.join(", ", new TreeSet<>(SettingNames.KNOWN)));
        }
        shared.keySet().removeAll(refused.keySet());
        shared.forEach((name, label) -> ignored.add(unknown(name, label)));
    }

    /** Whether this may be the name of a setting of this server. */
    private boolean isKnown(String name) {
        if (name.startsWith(ServerSettings.PREFIX)) {
            return server.isEmpty() && ServerSettings.isValid(name);
        }
        if (!server.isEmpty() && name.equals(SettingNames.RAW)) {
            return true;
        }
        boolean isOfTheApplication = name.equals(SettingNames.SMALL_BUFFERS);
        return SettingNames.isKnown(name) && (server.isEmpty() || !isOfTheApplication);
    }

    private String unknown(String name, String label) {
        return "unknown setting '" + ServerSettings.written(server, name) + "' (" + label + ")" + hint(name);
    }

    /** Returns what was probably meant; empty if nothing is near. */
    private String hint(String name) {
        if (name.startsWith(ServerSettings.PREFIX)) {
            return "; expected '" + ServerSettings.PREFIX + "<name of a server>.<setting>'";
        }
        if (!server.isEmpty() && name.equals(SettingNames.SMALL_BUFFERS)) {
            return "; it is one of the application: '" + name + "'";
        }
        String nearest = NearestName.of(name.substring(SettingNames.PREFIX.length()), shortNames());
        if (nearest == null) {
            return "";
        }
        String full = SettingNames.PREFIX + nearest;
        String meant = name.startsWith(SettingNames.PREFIX)
                ? ServerSettings.written(server, full)
                : SettingNames.environmentVariable(full);
        return "; did you mean '" + meant + "'?";
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
            problems.add("unknown setting '" + ServerSettings.written(server, name) + "' (" + labelOf(name) + "); "
                    + e.getMessage());
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
                problems.add(ServerSettings.written(server, name) + "='" + text + "' (" + source.label() + "): "
                        + e.getMessage());
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
