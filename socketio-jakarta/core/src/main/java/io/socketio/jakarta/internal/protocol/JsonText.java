package io.socketio.jakarta.internal.protocol;

/** Reads parts of JSON text that the scanner has already validated. */
final class JsonText {

    private JsonText() {}

    /** Returns the string whose characters, without the quotes, are between {@code start} and {@code end}. */
    static String unescape(String text, int start, int end) {
        int backslash = indexOfEscape(text, start, end);
        if (backslash == end) {
            return text.substring(start, end);
        }
        StringBuilder out = new StringBuilder(end - start).append(text, start, backslash);
        for (int i = backslash; i < end; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = text.charAt(++i);
            switch (c) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append(hexChar(text, i + 1));
                    i += 4;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static boolean hasEscape(String text, int start, int end) {
        return indexOfEscape(text, start, end) < end;
    }

    private static int indexOfEscape(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) != '\\') {
            at++;
        }
        return at;
    }

    /** Returns the value of a number like JSON.parse; infinity if it exceeds the range of a double. */
    static double doubleValue(String text, int start, int end) {
        if (end - start == 1) {
            return text.charAt(start) - '0';
        }
        return Double.parseDouble(text.substring(start, end));
    }

    /** Returns the value of a number: an Integer or a Long if it is written as one and fits, else a Double. */
    static Number number(String text, int start, int end) {
        if (isPlainInteger(text, start, end)) {
            try {
                long value = Long.parseLong(text, start, end, 10);
                if (value == (int) value) {
                    return (int) value;
                }
                return value;
            } catch (NumberFormatException tooLarge) {
                // Falls back to a double, like JavaScript.
            }
        }
        return doubleValue(text, start, end);
    }

    private static boolean isPlainInteger(String text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the value of a hexadecimal digit.
     *
     * @return 0 to 15, or -1 if this is not a hexadecimal digit
     */
    static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
    }

    private static char hexChar(String text, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 4 | hexDigit(text.charAt(i));
        }
        return (char) value;
    }
}
