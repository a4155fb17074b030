package io.socketio.jakarta.json;

import io.socketio.jakarta.internal.log.LogText;
import java.lang.reflect.Type;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signals that JSON does not fit the requested type. States the place in the value, what was expected and what was received, for example
 * {@code items[2].count must be int, but 1.5 came}. The text quotes numbers and names of members, both truncated to 40 characters, and no other
 * payload, so it may be sent to the client that sent the value.
 */
public final class PayloadMismatch extends PayloadException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTED = 40;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{Alnum}_$-]{1," + MAX_QUOTED + "}");

    /** Packages and enclosing classes, which mean nothing to clients. */
    private static final Pattern QUALIFIERS = Pattern.compile("([A-Za-z_][\\w]*\\.)+|[A-Z]\\w*\\$");
    /** Removes a difference: some CDI implementations write type names with spaces, others without. */
    private static final Pattern COMMAS = Pattern.compile(",\\s*");

    private final String path;
    private final String expected;
    private final String found;

    /**
     * Creates a mismatch.
     *
     * @param path the path from the value to the part that does not fit: names of members as strings, positions in arrays as integers; empty for the
     *     value itself
     * @param expected what was expected, for example the simple name of a type
     * @param found what was received, see {@link #kindOf}
     * @param cause the exception of the JSON library, if it found the mismatch
     */
    public PayloadMismatch(List<?> path, String expected, String found, @Nullable Throwable cause) {
        this(text(path), expected, found, cause);
    }

    private PayloadMismatch(String path, String expected, String found, @Nullable Throwable cause) {
        super((path.isEmpty() ? "JSON" : path) + " must be " + expected + ", but " + found + " came", cause);
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    /** Returns the place of the mismatch, as {@code items[2].count}; empty if the value itself does not fit. */
    public String path() {
        return path;
    }

    /** Returns what was expected. */
    public String expected() {
        return expected;
    }

    /** Returns what was received. */
    public String found() {
        return found;
    }

    /** Returns the same mismatch relative to an outer value: {@code argument 0} and {@code items[2]} become {@code argument 0.items[2]}. */
    public PayloadMismatch within(String outer) {
        String separator = path.isEmpty() || path.charAt(0) == '[' ? "" : ".";
        PayloadMismatch outside = new PayloadMismatch(outer + separator + path, expected, found, getCause());
        outside.setStackTrace(getStackTrace());
        return outside;
    }

    /**
     * Describes the JSON text of a value: quotes a number, names the kind of any other value, as its first character determines it.
     *
     * @param json not empty
     */
    public static String kindOf(CharSequence json) {
        return switch (json.charAt(0)) {
            case '"' -> "a string";
            case '{' -> "an object";
            case '[' -> "an array";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> cut(json.toString());
        };
    }

    /** Returns the name of a type for messages: {@code List<Item>}, without packages and enclosing classes. */
    public static String nameOf(Type type) {
        return COMMAS.matcher(QUALIFIERS.matcher(type.getTypeName()).replaceAll(""))
                .replaceAll(", ");
    }

    private static String text(List<?> path) {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index.intValue()).append(']');
            } else {
                member(step.toString(), text);
            }
        }
        return text.toString();
    }

    /** Appends a name. It may come from the client and be logged, so control characters are escaped. */
    private static void member(String name, StringBuilder out) {
        if (PLAIN_NAME.matcher(name).matches()) {
            out.append(out.isEmpty() ? "" : ".").append(name);
        } else {
            out.append("[\"").append(LogText.plain(cut(name))).append("\"]");
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
