package io.socketio.jakarta.internal.engine.http;

/** Writes the few strings of the engine as JSON; the engine uses no JSON library. */
public final class JsonEscaper {

    private JsonEscaper() {}

    public static String quote(String text) {
        return quote(text, false);
    }

    /**
     * Quotes a text for a script. Other than in JSON, U+2028 and U+2029 end a line in JavaScript before ES2019, and {@code <} could begin a tag where
     * the script is taken for HTML.
     */
    public static String quoteForScript(String text) {
        return quote(text, true);
    }

    private static String quote(String text, boolean script) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ' || isLoneSurrogate(text, i) || script && isUnsafeInScript(c)) {
                        escape(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static boolean isUnsafeInScript(char c) {
        return c == '<' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void escape(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
