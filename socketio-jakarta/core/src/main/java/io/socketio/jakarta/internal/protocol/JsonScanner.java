package io.socketio.jakarta.internal.protocol;

import java.util.Arrays;

/**
 * Checks that a text is one JSON value, as RFC 8259 and JSON.parse have it, and finds the elements of the array that it is. One pass, no recursion,
 * linear time, a few ints of memory per element and per level of nesting. Lone surrogates are allowed in strings. For one text only.
 */
final class JsonScanner {

    /**
     * Deepest nesting. JSON libraries bind a value by recursion, with several Java frames per level, on whatever stack the executor's threads have:
     * 200 levels are far more than messages need and far less than the smallest usual stack (256 KiB) takes.
     */
    static final int MAX_DEPTH = 200;

    /** Do not look for placeholders: the packet has no attachments. */
    static final int NO_ATTACHMENTS = 0;

    /** Ints per element in {@link #elements}: its start, its end, and the number of its attachment or -1. */
    static final int STRIDE = 3;

    private static final String PLACEHOLDER_KEY = "_placeholder";
    private static final String NUM_KEY = "num";

    /** A level in {@link #levels} that is an array; an object's level holds {@link #MARKED} and its valid num plus one, shifted. */
    private static final int ARRAY = -1;

    private static final int MARKED = 1;

    private enum Key {
        PLACEHOLDER,
        NUM,
        OTHER
    }

    private final String text;
    private final int length;
    private final int attachments;

    private int pos;
    private char kind;
    private Key key = Key.OTHER;
    private int[] elements = new int[6 * STRIDE];
    private int count;
    private int[] levels = new int[8];
    private int depth;

    /**
     * @param from where the value starts; it must end with the text
     * @param attachments how many attachments placeholders may refer to; with {@link #NO_ATTACHMENTS} placeholders are objects like any other
     */
    JsonScanner(String text, int from, int attachments) {
        this.text = text;
        this.length = text.length();
        this.pos = from;
        this.attachments = attachments;
    }

    /** @throws PacketException if this is not JSON, is nested too deep, or holds a placeholder without attachment */
    void scan() throws PacketException {
        skipWhitespace();
        kind = current();
        boolean another;
        do {
            skipWhitespace();
            if (isElementLevel()) {
                startElement();
            }
            another = startValue() || hasMore();
        } while (another);
        skipWhitespace();
        if (pos != length) {
            throw PacketException.invalidPayload();
        }
    }

    boolean isArray() {
        return kind == '[';
    }

    boolean isObject() {
        return kind == '{';
    }

    boolean isString() {
        return kind == '"';
    }

    /** How many elements the array has. */
    int count() {
        return count;
    }

    /** The elements of the array, {@link #STRIDE} ints each. The scanner gives this array away. */
    int[] elements() {
        return elements;
    }

    /** Reads a scalar or an empty container, or opens a container. @return whether one was opened and a value must follow */
    private boolean startValue() throws PacketException {
        char c = current();
        if (attachments > 0 && key != Key.OTHER) {
            noteMember(c);
        }
        switch (c) {
            case '{', '[' -> {
                pos++;
                return open(c == '{');
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
        endValue();
        return false;
    }

    /** After a value: reads what closes and the comma, if any. @return whether another value must follow */
    private boolean hasMore() throws PacketException {
        while (depth > 0) {
            skipWhitespace();
            char c = current();
            boolean array = levels[depth - 1] == ARRAY;
            if (c == ',') {
                pos++;
                if (!array) {
                    memberKey();
                }
                return true;
            }
            if (c != (array ? ']' : '}')) {
                throw PacketException.invalidPayload();
            }
            pos++;
            close();
        }
        return false;
    }

    private boolean open(boolean object) throws PacketException {
        if (depth == MAX_DEPTH) {
            throw PacketException.invalidPayload();
        }
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, depth * 2);
        }
        levels[depth++] = object ? 0 : ARRAY;
        key = Key.OTHER;
        skipWhitespace();
        if (current() == (object ? '}' : ']')) {
            pos++;
            close();
            return false;
        }
        if (object) {
            memberKey();
        }
        return true;
    }

    private void close() throws PacketException {
        int level = levels[--depth];
        if (level > 0 && (level & MARKED) != 0) {
            int num = (level >> 1) - 1;
            if (num < 0) {
                throw new PacketException("illegal attachments");
            }
            if (isElementLevel()) {
                elements[count * STRIDE - 1] = num;
            }
        }
        endValue();
    }

    private boolean isElementLevel() {
        return depth == 1 && levels[0] == ARRAY;
    }

    private void startElement() {
        int at = count * STRIDE;
        if (at == elements.length) {
            elements = Arrays.copyOf(elements, at * 2);
        }
        elements[at] = pos;
        elements[at + 2] = -1;
        count++;
    }

    private void endValue() {
        key = Key.OTHER;
        if (isElementLevel()) {
            elements[count * STRIDE - 2] = pos;
        }
    }

    private void memberKey() throws PacketException {
        skipWhitespace();
        int start = pos;
        string();
        if (attachments > 0) {
            key = keyOf(start + 1, pos - 1);
        }
        skipWhitespace();
        if (current() != ':') {
            throw PacketException.invalidPayload();
        }
        pos++;
    }

    private Key keyOf(int start, int end) {
        int size = end - start;
        if (size == PLACEHOLDER_KEY.length() && text.startsWith(PLACEHOLDER_KEY, start)) {
            return Key.PLACEHOLDER;
        }
        if (size == NUM_KEY.length() && text.startsWith(NUM_KEY, start)) {
            return Key.NUM;
        }
        if (!JsonText.hasEscape(text, start, end)) {
            return Key.OTHER;
        }
        return switch (JsonText.unescape(text, start, end)) {
            case PLACEHOLDER_KEY -> Key.PLACEHOLDER;
            case NUM_KEY -> Key.NUM;
            default -> Key.OTHER;
        };
    }

    /** The value that begins here belongs to {@code _placeholder} or {@code num}; of two with the same key the last one counts. */
    private void noteMember(char first) throws PacketException {
        int level = levels[depth - 1];
        if (key == Key.PLACEHOLDER) {
            levels[depth - 1] = first == 't' ? level | MARKED : level & ~MARKED;
            return;
        }
        int num = -1;
        if (first == '-' || first >= '0' && first <= '9') {
            int start = pos;
            number();
            double value = JsonText.doubleValue(text, start, pos);
            if (value >= 0 && value < attachments && value == Math.rint(value)) {
                num = (int) value;
            }
            pos = start;
        }
        levels[depth - 1] = (num + 1) << 1 | level & MARKED;
    }

    private void string() throws PacketException {
        if (current() != '"') {
            throw PacketException.invalidPayload();
        }
        int at = pos + 1;
        while (at < length) {
            char c = text.charAt(at++);
            if (c == '"') {
                pos = at;
                return;
            }
            if (c < ' ') {
                break;
            }
            if (c == '\\') {
                at = escape(at);
            }
        }
        throw PacketException.invalidPayload();
    }

    /** @return where the escape ends that has its letter here */
    private int escape(int at) throws PacketException {
        char c = at < length ? text.charAt(at) : 0;
        switch (c) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 1;
            }
            case 'u' -> {
                int end = at + 5;
                if (end > length) {
                    throw PacketException.invalidPayload();
                }
                for (int i = at + 1; i < end; i++) {
                    if (JsonText.hexDigit(text.charAt(i)) < 0) {
                        throw PacketException.invalidPayload();
                    }
                }
                return end;
            }
            default -> throw PacketException.invalidPayload();
        }
    }

    private void literal(String expected) throws PacketException {
        if (!text.startsWith(expected, pos)) {
            throw PacketException.invalidPayload();
        }
        pos += expected.length();
    }

    private void number() throws PacketException {
        if (current() == '-') {
            pos++;
        }
        if (current() == '0') {
            pos++;
        } else {
            digits();
        }
        if (current() == '.') {
            pos++;
            digits();
        }
        char c = current();
        if (c == 'e' || c == 'E') {
            pos++;
            c = current();
            if (c == '+' || c == '-') {
                pos++;
            }
            digits();
        }
    }

    private void digits() throws PacketException {
        int start = pos;
        while (pos < length && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
            pos++;
        }
        if (pos == start) {
            throw PacketException.invalidPayload();
        }
    }

    private void skipWhitespace() {
        while (pos < length) {
            char c = text.charAt(pos);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            pos++;
        }
    }

    /** The character here; at the end a NUL, which JSON allows nowhere. */
    private char current() {
        return pos < length ? text.charAt(pos) : 0;
    }
}
