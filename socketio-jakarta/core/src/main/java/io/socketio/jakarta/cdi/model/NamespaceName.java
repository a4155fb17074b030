package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a namespace, or a template for many: {@code /tenant/{id}}.
 *
 * @param text the name with its leading slash, or the regular expression
 * @param variables the variables of the template, in order
 * @param pattern matches the names of the template; null for a plain name
 */
public record NamespaceName(
        String text, List<String> variables, @Nullable Pattern pattern) {

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    /**
     * Parses the name, template or pattern of an annotation.
     *
     * @throws java.util.regex.PatternSyntaxException if the pattern is not a valid regular expression
     */
    public static NamespaceName of(SocketIoNamespace namespace) {
        if (!namespace.pattern()) {
            return of(namespace.value());
        }
        Matcher groups = GROUP.matcher(namespace.value());
        List<String> variables = new ArrayList<>();
        while (groups.find()) {
            variables.add(groups.group(1));
        }
        return new NamespaceName(namespace.value(), List.copyOf(variables), Pattern.compile(namespace.value()));
    }

    /** Returns a plain name, without parsing variables. */
    public static NamespaceName plain(String name) {
        return new NamespaceName(name, List.of(), null);
    }

    public static NamespaceName of(String value) {
        String text = normal(value);
        Matcher matcher = VARIABLE.matcher(text);
        List<String> variables = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            variables.add(matcher.group(1));
            pattern.append(Pattern.quote(text.substring(end, matcher.start())))
                    .append("(?<")
                    .append(groupOf(matcher.group(1)))
                    .append(">[^/]+)");
            end = matcher.end();
        }
        if (variables.isEmpty()) {
            return new NamespaceName(text, List.of(), null);
        }
        pattern.append(Pattern.quote(text.substring(end)));
        return new NamespaceName(text, List.copyOf(variables), Pattern.compile("^" + pattern + "$"));
    }

    /** Returns the group for a variable; names of groups cannot contain underscores. */
    private static String groupOf(String variable) {
        return variable.replace("_", "u95");
    }

    public static String normal(String value) {
        return value.startsWith("/") ? value : "/" + value;
    }

    /** Returns the values of the variables in a name that matches the template. */
    public Map<String, String> valuesIn(String name) {
        if (pattern == null) {
            return Map.of();
        }
        Matcher matcher = pattern.matcher(name);
        Map<String, String> values = new TreeMap<>();
        if (matcher.find()) {
            for (String variable : variables) {
                String value = matcher.group(groupOf(variable));
                if (value != null) {
                    values.put(variable, value);
                }
            }
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
