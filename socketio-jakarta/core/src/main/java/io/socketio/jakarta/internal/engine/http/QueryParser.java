package io.socketio.jakarta.internal.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses a raw query as browsers do ({@code application/x-www-form-urlencoded}): the last of duplicate names wins, {@code +} is a space, and
 * malformed percent escapes are kept as they are. The order is kept. Parsing never fails, and takes linear time.
 */
public final class QueryParser {

    /** What most queries consist of: one string for all of them, since the query of a handshake lives as long as its session. */
    private static final Map<String, String> USUAL = usual("EIO", "3", "4", "transport", "polling", "websocket");

    private QueryParser() {}

    private static Map<String, String> usual(String... texts) {
        Map<String, String> usual = new HashMap<>();
        for (String text : texts) {
            usual.put(text, text);
        }
        return usual;
    }

    public static Map<String, String> parse(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        int from = 0;
        while (from <= rawQuery.length()) {
            int to = end(rawQuery, from);
            if (to > from) {
                int nameEnd = nameEnd(rawQuery, from, to);
                query.put(decode(rawQuery, from, nameEnd), value(rawQuery, nameEnd, to));
            }
            from = to + 1;
        }
        return query;
    }

    /** Returns whether the query asks for a response that is a script (JSONP): one has the parameter {@code j}. */
    public static boolean asksForScript(String rawQuery) {
        boolean possible = rawQuery.indexOf('j') >= 0 || rawQuery.indexOf('%') >= 0;
        return possible && parse(rawQuery).containsKey("j");
    }

    /**
     * Returns the value of a field of a form, without keeping the other fields.
     *
     * @return null unless the field is there exactly once
     */
    public static @Nullable String single(String form, String name) {
        String value = null;
        int from = 0;
        while (from <= form.length()) {
            int to = end(form, from);
            int nameEnd = nameEnd(form, from, to);
            if (to > from && decode(form, from, nameEnd).equals(name)) {
                if (value != null) {
                    return null;
                }
                value = value(form, nameEnd, to);
            }
            from = to + 1;
        }
        return value;
    }

    private static int end(String text, int from) {
        int end = text.indexOf('&', from);
        return end < 0 ? text.length() : end;
    }

    private static int nameEnd(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != '=') {
            at++;
        }
        return at;
    }

    private static String value(String text, int nameEnd, int to) {
        return nameEnd == to ? "" : decode(text, nameEnd + 1, to);
    }

    private static String decode(String text, int from, int to) {
        if (!needsDecoding(text, from, to)) {
            String part = text.substring(from, to);
            return USUAL.getOrDefault(part, part);
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
