package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.PacketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON text as natural Java values, in one pass and without a JSON library. Checks the text as {@link JsonScanner} does. An instance reads one text. */
final class JsonReader {

    /** The levels of an event, and those of the message around it. */
    private static final int MAX_DEPTH = JsonScanner.MAX_DEPTH + 10;

    private static final int USUAL_ITEMS = 4;

    private final String text;
    private final JsonCursor at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
        this.at = new JsonCursor(text, 0);
    }

    /**
     * Reads the value, which must be all of the text.
     *
     * @return String, Integer, Long, Double, Boolean, List, Map or null
     */
    @Nullable
    Object read() throws PacketException {
        Object value = value();
        at.skipWhitespace();
        if (!at.isAtEnd()) {
            throw PacketException.invalidPayload();
        }
        return value;
    }

    private @Nullable Object value() throws PacketException {
        at.skipWhitespace();
        switch (at.current()) {
            case '{' -> {
                return object();
            }
            case '[' -> {
                return array();
            }
            case '"' -> {
                return string();
            }
            case 't' -> {
                at.literal("true");
                return true;
            }
            case 'f' -> {
                at.literal("false");
                return false;
            }
            case 'n' -> {
                at.literal("null");
                return null;
            }
            default -> {
                int start = at.pos;
                at.number();
                return JsonText.number(text, start, at.pos);
            }
        }
    }

    private String string() throws PacketException {
        int start = at.pos + 1;
        at.string();
        return JsonText.unescape(text, start, at.pos - 1);
    }

    private Map<String, @Nullable Object> object() throws PacketException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!isEmpty('}')) {
            do {
                at.skipWhitespace();
                String name = string();
                at.skipWhitespace();
                if (at.current() != ':') {
                    throw PacketException.invalidPayload();
                }
                at.pos++;
                map.put(name, value());
            } while (hasMore('}'));
        }
        return map;
    }

    private List<@Nullable Object> array() throws PacketException {
        List<@Nullable Object> list = new ArrayList<>(USUAL_ITEMS);
        if (!isEmpty(']')) {
            do {
                list.add(value());
            } while (hasMore(']'));
        }
        return list;
    }

    /** Reads the bracket that opens a container, and the other one if it is next. */
    private boolean isEmpty(char end) throws PacketException {
        if (depth == MAX_DEPTH) {
            throw PacketException.invalidPayload();
        }
        at.pos++;
        at.skipWhitespace();
        if (at.current() == end) {
            at.pos++;
            return true;
        }
        depth++;
        return false;
    }

    private boolean hasMore(char end) throws PacketException {
        at.skipWhitespace();
        char c = at.current();
        if (c != ',' && c != end) {
            throw PacketException.invalidPayload();
        }
        at.pos++;
        if (c == end) {
            depth--;
        }
        return c == ',';
    }
}
