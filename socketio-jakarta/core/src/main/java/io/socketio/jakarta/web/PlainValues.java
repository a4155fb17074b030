package io.socketio.jakarta.web;

import io.socketio.jakarta.json.PayloadException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text into strings, numbers, booleans, lists and maps. The packet decoder has already validated the text, including its depth, so
 * this class reads it without further checks. An instance reads one text only.
 */
final class PlainValues {

    private static final String ESCAPES = "bfnrt";
    private static final String MEANINGS = "\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String json;
    private final List<byte[]> attachments;
    private int position;

    PlainValues(String json, List<byte[]> attachments) {
        this.json = json;
        this.attachments = attachments;
    }

    /**
     * Reads the next value.
     *
     * @return String, Integer, Long, Double, Boolean, List, Map, {@code byte[]} or null
     */
    @Nullable
    Object read() {
        return switch (next()) {
            case '"' -> string();
            case '[' -> list();
            case '{' -> object();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private char next() {
        while (json.charAt(position) <= ' ') {
            position++;
        }
        return json.charAt(position);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        position += word.length();
        return value;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (position++; json.charAt(position) != '"'; position++) {
            char c = json.charAt(position);
            out.append(c == '\\' ? escaped() : c);
        }
        position++;
        return out.toString();
    }

    private char escaped() {
        char c = json.charAt(++position);
        if (c == 'u') {
            position += HEX_DIGITS;
            return (char) Integer.parseInt(json, position - HEX_DIGITS + 1, position + 1, HEX);
        }
        int letter = ESCAPES.indexOf(c);
        return letter < 0 ? c : MEANINGS.charAt(letter);
    }

    private Number number() {
        int start = position;
        while (position < json.length() && "+-.eE0123456789".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
        String text = json.substring(start, position);
        try {
            long value = Long.parseLong(text);
            if (value == (int) value) {
                return (int) value;
            }
            return value;
        } catch (NumberFormatException noLong) {
            // Read it as a double, as JavaScript does.
            return Double.valueOf(text);
        }
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        position++;
        while (next() != ']') {
            list.add(read());
            skipComma();
        }
        position++;
        return list;
    }

    private Object object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        position++;
        while (next() != '}') {
            String name = string();
            next();
            position++;
            map.put(name, read());
            skipComma();
        }
        position++;
        return !attachments.isEmpty() && map.get("_placeholder") == Boolean.TRUE ? attachment(map.get("num")) : map;
    }

    private void skipComma() {
        if (next() == ',') {
            position++;
        }
    }

    private byte[] attachment(@Nullable Object num) {
        if (num instanceof Integer index && index >= 0 && index < attachments.size()) {
            return attachments.get(index);
        }
        throw new PayloadException("placeholder without attachment", null);
    }
}
