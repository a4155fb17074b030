package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.json.PayloadMismatch;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Formats the table of namespaces, events, arguments, results and roles that is logged when the application starts. */
public final class NamespaceTable {

    private NamespaceTable() {}

    /** @param server name of the server; empty for the default server */
    public static String of(String server, List<NamespaceClass> classes) {
        StringBuilder table = new StringBuilder("Socket.IO namespaces")
                .append(server.isEmpty() ? ":" : " of the server '" + server + "':");
        classes.stream()
                .sorted(Comparator.comparing(each -> each.namespace().text()))
                .forEach(each -> append(table, each));
        return table.toString();
    }

    private static void append(StringBuilder table, NamespaceClass found) {
        table.append("\n  ")
                .append(found.namespace().text())
                .append("  ")
                .append(found.bean().getBeanClass().getName())
                .append("  (")
                .append(found.access())
                .append(')');
        found.signatures().stream()
                .sorted(Comparator.comparing(Signature::kind).thenComparing(each -> String.valueOf(each.event())))
                .forEach(signature -> table.append("\n    ").append(row(signature)));
    }

    private static String row(Signature signature) {
        String what =
                switch (signature.kind()) {
                    case EVENT -> '"' + signature.event() + '"';
                    case SERVER_EVENT -> "server event \"" + signature.event() + '"';
                    case ERROR -> "error " + PayloadMismatch.nameOf(Objects.requireNonNull(signature.thrown()));
                    default -> signature.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                };
        String arguments =
                signature.payload().stream().map(PayloadMismatch::nameOf).collect(Collectors.joining(", ", "(", ")"));
        Type result = signature.method().getGenericReturnType();
        String answer = result == void.class ? "" : " -> " + PayloadMismatch.nameOf(result);
        return what + " " + arguments + answer + "  (" + signature.access() + ")";
    }
}
