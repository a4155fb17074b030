package io.socketio.jakarta.json.jsonb;

import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of the members of a class by their names in the JSON. A name that two members claim takes anything. */
final class MemberNames {

    /** The strategies that are named by a string change only case and separators. */
    private static final Pattern SEPARATORS = Pattern.compile("[-_ ]");

    private final Naming naming;
    private final Map<String, Shape> explicit = new HashMap<>();
    private final Map<String, Shape> translated = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();

    MemberNames(Naming naming) {
        this.naming = naming;
    }

    /** @param jsonName from an annotation; null for what the strategy makes of the Java name */
    void add(String javaName, @Nullable String jsonName, Shape shape) {
        Map<String, Shape> names = jsonName == null ? translated : explicit;
        String name = jsonName == null ? naming.translate(javaName) : jsonName;
        if (claimed.add(naming.fold(name))) {
            names.put(name, shape);
        } else {
            explicit.remove(name);
            names.put(name, Shape.ANY);
            translated.put(naming.fold(name), Shape.ANY);
        }
    }

    /** @param name as it came */
    Shape shape(String name) {
        Shape shape = explicit.get(name);
        return shape == null ? translated.getOrDefault(naming.fold(name), Shape.ANY) : shape;
    }

    /** How Java names become JSON names. */
    record Naming(@Nullable PropertyNamingStrategy strategy, boolean isFolded) {

        /** @param setting of the configuration: a strategy, the name of one, or null */
        static Naming of(@Nullable Object setting) {
            boolean isNamed = setting instanceof String name && !name.equals(PropertyNamingStrategy.IDENTITY);
            return new Naming(setting instanceof PropertyNamingStrategy strategy ? strategy : null, isNamed);
        }

        private String translate(String javaName) {
            return strategy == null ? fold(javaName) : strategy.translateName(javaName);
        }

        private String fold(String name) {
            return isFolded ? SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT) : name;
        }
    }
}
