package io.socketio.jakarta.json.jsonb;

import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of the members of a class by their JSON names. If two members have the same name, it accepts anything. */
final class MemberNames {

    /** The naming strategies that JSON-B identifies by a string change only case and separators. */
    private static final Pattern SEPARATORS = Pattern.compile("[-_ ]");

    private final Naming naming;
    private final Map<String, Shape> exact = new HashMap<>();
    private final Map<String, Shape> folded = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();

    MemberNames(Naming naming) {
        this.naming = naming;
    }

    /** @param jsonName from an annotation; null to apply the naming strategy to the Java name */
    void add(String javaName, @Nullable String jsonName, Shape shape) {
        String name = jsonName == null ? naming.translate(javaName) : jsonName;
        String claim = naming.fold(name);
        if (!claimed.add(claim)) {
            exact.put(name, Shape.ANY);
            folded.put(claim, Shape.ANY);
        } else if (jsonName == null && naming.isFolded) {
            folded.put(claim, shape);
        } else {
            exact.put(name, shape);
        }
    }

    /** @param name as received */
    Shape shape(String name) {
        Shape shape = exact.get(name);
        if (shape == null && naming.isFolded) {
            shape = folded.get(naming.fold(name));
        }
        return shape == null ? Shape.ANY : shape;
    }

    /** The conversion of Java names to JSON names. */
    record Naming(@Nullable PropertyNamingStrategy strategy, boolean isFolded) {

        /** @param setting of the configuration: a strategy, the name of a strategy, or null */
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
