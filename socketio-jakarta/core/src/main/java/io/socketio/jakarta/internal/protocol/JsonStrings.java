package io.socketio.jakarta.internal.protocol;

/** Writes strings like JSON.stringify: escapes only what must be escaped, and lone surrogates, which UTF-8 cannot represent. */
final class JsonStrings {

    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    static void append(String value, StringBuilder out) {
        out.append('"');
        int length = value.length();
        int plain = 0;
        while (plain < length && isPlain(value.charAt(plain))) {
            plain++;
        }
        if (plain == length) {
            out.append(value);
        } else {
            out.append(value, 0, plain);
            appendChecked(value, plain, out);
        }
        out.append('"');
    }

    /** Returns whether nothing in this string must be escaped. */
    static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    private static void appendChecked(String value, int from, StringBuilder out) {
        int length = value.length();
        for (int i = from; i < length; i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                out.append(c).append(value.charAt(++i));
            } else {
                appendEscape(c, out);
            }
        }
    }

    private static void appendEscape(char c, StringBuilder out) {
        out.append('\\');
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            default ->
                out.append('u')
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
        }
    }
}
