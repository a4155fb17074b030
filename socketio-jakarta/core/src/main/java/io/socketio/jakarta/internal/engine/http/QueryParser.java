package io.socketio.jakarta.internal.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Parses a raw query as browsers do ({@code application/x-www-form-urlencoded}): the last of duplicate names wins, {@code +} is a space, and
 * malformed percent escapes are kept as they are. Parsing never fails.
 */
public final class QueryParser {

    private QueryParser() {}

    public static Map<String, String> parse(String rawQuery) {
        Map<String, String> query = new HashMap<>();
        int from = 0;
        while (from <= rawQuery.length()) {
            int end = rawQuery.indexOf('&', from);
            int to = end < 0 ? rawQuery.length() : end;
            if (to > from) {
                int equals = rawQuery.indexOf('=', from);
                boolean named = equals >= 0 && equals < to;
                String name = decode(rawQuery, from, named ? equals : to);
                query.put(name, named ? decode(rawQuery, equals + 1, to) : "");
            }
            from = to + 1;
        }
        return query;
    }

    private static String decode(String text, int from, int to) {
        if (!needsDecoding(text, from, to)) {
            return text.substring(from, to);
        }
        byte[] raw = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%' && i + 2 < raw.length) {
                int high = Character.digit(raw[i + 1], 16);
                int low = Character.digit(raw[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    b = (byte) (high << 4 | low);
                    i += 2;
                }
            }
            raw[length++] = b;
        }
        return new String(raw, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean needsDecoding(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c > 127) {
                return true;
            }
        }
        return false;
    }
}
