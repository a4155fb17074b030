package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.LogText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tables in SQL. */
final class TableName {

    private static final Pattern PART = Pattern.compile("\"((?:[^\"\0]++|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)");

    private TableName() {}

    /**
     * Returns a name in quotation marks that PostgreSQL understands like the name that is given: parts between dots, without quotation marks in lower case.
     *
     * @throws IllegalArgumentException if it is no name, for example because SQL would go on behind it
     */
    static String quoted(String name) {
        StringBuilder quoted = new StringBuilder();
        Matcher part = PART.matcher(name);
        int at = 0;
        while (part.region(at, name.length()).lookingAt()) {
            String kept = part.group(1);
            quoted.append('"')
                    .append(kept == null ? lowerCase(part.group(2)) : kept)
                    .append('"');
            at = part.end();
            if (at == name.length()) {
                return quoted.toString();
            }
            if (name.charAt(at) != '.') {
                break;
            }
            quoted.append('.');
            at++;
        }
        throw new IllegalArgumentException(
                "tableName must be the name of a table as in SQL, such as attachments, shop.attachments or \"Attachments\", but is '"
                        + LogText.plain(name) + "'");
    }

    /** As PostgreSQL folds names: letters of ASCII only. */
    private static String lowerCase(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
