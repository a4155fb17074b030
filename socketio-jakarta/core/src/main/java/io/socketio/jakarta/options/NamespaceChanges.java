package io.socketio.jakarta.options;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What namespaces change of the server's options, by name or template. Immutable. */
final class NamespaceChanges {

    static final NamespaceChanges NONE = new NamespaceChanges(List.of());

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}/]+}");

    private final List<Change> changes;

    private NamespaceChanges(List<Change> changes) {
        this.changes = changes;
    }

    /**
     * Returns these and one more. It is applied once here, so that wrong values are found before the first client comes.
     *
     * @param name or template, with its leading slash
     */
    NamespaceChanges with(String name, UnaryOperator<NamespaceOptions> change) {
        if (!name.startsWith("/")) {
            throw new IllegalArgumentException("the name of a namespace must begin with '/', but is '" + name + "'");
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(name, patternOf(name), change));
        NamespaceChanges changed = new NamespaceChanges(List.copyOf(more));
        changed.apply(name, SocketIoOptions.defaults().namespace(name));
        return changed;
    }

    /** Those that name the namespace; otherwise those of the first template that fits. */
    NamespaceOptions apply(String namespace, NamespaceOptions options) {
        String wanted = namespace;
        if (changes.stream().noneMatch(change -> change.name.equals(namespace))) {
            wanted = changes.stream()
                    .filter(change -> change.template.matcher(namespace).matches())
                    .map(Change::name)
                    .findFirst()
                    .orElse("");
        }
        NamespaceOptions changed = options;
        for (Change change : changes) {
            if (change.name.equals(wanted)) {
                changed = change.change.apply(changed);
            }
        }
        return changed;
    }

    private static Pattern patternOf(String template) {
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(template.substring(end, matcher.start())))
                    .append("[^/]+");
            end = matcher.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(end))).toString());
    }

    private record Change(String name, Pattern template, UnaryOperator<NamespaceOptions> change) {}
}
