package io.socketio.jakarta.json.jsonb;

/** Decodes the escapes of JSON strings. */
final class JsonEscapes {

    private static final String LETTERS = "bfnrt";
    private static final String MEANINGS = "\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private JsonEscapes() {}

    /**
     * Decodes a string.
     *
     * @param start index after the opening quote
     * @param end index of the closing quote
     */
    static String unescape(String text, int start, int end) {
        StringBuilder out = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = text.charAt(++i);
            int letter = LETTERS.indexOf(c);
            if (letter >= 0) {
                out.append(MEANINGS.charAt(letter));
            } else if (c == 'u') {
                out.append((char) Integer.parseInt(text, i + 1, i + 1 + HEX_DIGITS, HEX));
                i += HEX_DIGITS;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
