package io.socketio.jakarta.sample;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what clients send. Nothing in it is trusted: every value may be missing, of another type, or too long. */
final class Input {

    private Input() {}

    /**
     * A short text without line breaks, such as a name; blanks around it are removed.
     *
     * @param maxLength in UTF-16 units, as {@code maxlength} counts in a browser
     */
    static String line(@Nullable Object value, String field, int maxLength) throws BadInput {
        String line = checked(value, field, maxLength).strip();
        if (line.isEmpty()) {
            throw new BadInput(field + " is empty");
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c) || turnsTheReadingOrder(c)) {
                throw new BadInput(field + " contains a control character");
            }
        }
        return line;
    }

    /** A text that may have line breaks. */
    static String text(@Nullable Object value, String field, int maxLength) throws BadInput {
        String text = checked(value, field, maxLength);
        if (text.isBlank()) {
            throw new BadInput(field + " is empty");
        }
        return text;
    }

    /** A JSON object. */
    static Map<?, ?> object(@Nullable Object value, String field) throws BadInput {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new BadInput(field + " must be an object");
    }

    private static String checked(@Nullable Object value, String field, int maxLength) throws BadInput {
        if (!(value instanceof String text)) {
            throw new BadInput(field + " must be a text");
        }
        if (text.length() > maxLength) {
            throw new BadInput(field + " has " + text.length() + " characters, limit is " + maxLength);
        }
        // Half a surrogate pair has no UTF-8 form: it must not travel on to others.
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new BadInput(field + " is not well-formed Unicode");
            }
        }
        return text;
    }

    /** Embeddings, overrides and isolates would let a name rewrite the line that it stands in. */
    private static boolean turnsTheReadingOrder(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}
