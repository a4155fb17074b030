package io.socketio.jakarta.internal.log;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Formats text from clients for logs: it cannot start a new line, control a terminal, reverse the text beside it, or fill the disk.
 *
 * <p>Control and format characters, line separators and unpaired surrogates are escaped as in Java; inside quotation marks, quotation marks and
 * backslashes, too.
 */
public final class LogText {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_NAMES = 20;

    private LogText() {}

    /** Returns the text in quotation marks, escaped and truncated to 100 characters. */
    public static String quoted(String text) {
        return '"' + escaped(text, MAX_LENGTH, true) + '"';
    }

    /** Returns the text without quotation marks, escaped and truncated to 100 characters. */
    public static String plain(String text) {
        return escaped(text, MAX_LENGTH, false);
    }

    /** Returns names without their values: sorted, each escaped, at most 20 of them. */
    public static String names(Collection<String> names) {
        StringBuilder text = new StringBuilder("[");
        int count = 0;
        for (String name : new TreeSet<>(names)) {
            if (count++ == MAX_NAMES) {
                text.append(", …");
                break;
            }
            text.append(count == 1 ? "" : ", ").append(plain(name));
        }
        return text.append(']').toString();
    }

    /** Returns the path of a URL in quotation marks, without its query, whose values may be secret. */
    public static String path(String url) {
        int end = url.indexOf('?');
        return quoted(end < 0 ? url : url.substring(0, end));
    }

    /**
     * Returns an exception to be logged instead of this one: itself, or a copy in which the messages are escaped and truncated, if that of one of its
     * causes needs it. Exceptions of applications and JSON libraries quote what clients have sent.
     */
    public static Throwable escaped(Throwable thrown) {
        return EscapedThrowable.of(thrown);
    }

    /**
     * @param max of the characters that are returned; the sign for what was cut off comes on top
     * @param inQuotes whether quotation marks and backslashes are escaped
     */
    static String escaped(String text, int max, boolean inQuotes) {
        int safe = safePrefix(text, max, inQuotes);
        if (safe == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(Math.min(text.length() + 16, max + 1)).append(text, 0, safe);
        for (int i = safe; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            String next = needsEscape(codePoint, inQuotes) ? escape(codePoint) : Character.toString(codePoint);
            if (escaped.length() + next.length() > max) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
            i += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    /** Returns the length of the prefix that needs no escape and fits. */
    private static int safePrefix(String text, int max, boolean inQuotes) {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            if (next > max || needsEscape(codePoint, inQuotes)) {
                break;
            }
            at = next;
        }
        return at;
    }

    private static boolean needsEscape(int codePoint, boolean inQuotes) {
        if (codePoint < 0x7f) {
            return codePoint < ' ' || inQuotes && (codePoint == '"' || codePoint == '\\');
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '"', '\\' -> "\\" + (char) codePoint;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder units = new StringBuilder();
                for (char unit : Character.toChars(codePoint)) {
                    units.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5);
                }
                yield units.toString();
            }
        };
    }
}
