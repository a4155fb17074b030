package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.PacketException;
import java.util.Arrays;

/**
 * Checks that a text is one JSON value, as defined by RFC 8259 and JSON.parse, and finds the elements if the value is an array. One pass, no
 * recursion, linear time, a few ints of memory per element and per nesting level. Lone surrogates are allowed in strings. An instance scans one
 * text at a time.
 */
final class JsonScanner {

    /**
     * The maximum nesting depth. JSON libraries bind a value by recursion, with several Java frames per level, on the stack of an executor thread,
     * whose size is unknown here: 200 levels are far more than messages need and far less than the smallest common stack (256 KiB) can hold.
     */
    static final int MAX_DEPTH = 200;

    /** Disables the search for placeholders: the packet has no attachments. */
    static final int NO_ATTACHMENTS = 0;

    /** The number of ints per element in {@link #elements}: its start, its end, and the number of its attachment or -1. */
    static final int STRIDE = 3;

    /** Arrays that have grown beyond this many ints are not kept for the next text. */
    private static final int MAX_KEPT = 64;

    private static final int USUAL_ELEMENTS = 6 * STRIDE;
    private static final int USUAL_LEVELS = 8;

    private static final String PLACEHOLDER_KEY = "_placeholder";
    private static final String NUM_KEY = "num";

    /** Marks a level in {@link #levels} as an array; the level of an object holds {@link #MARKED} and its valid num plus one, shifted. */
    private static final int ARRAY = -1;

    private static final int MARKED = 1;

    private enum Key {
        PLACEHOLDER,
        NUM,
        OTHER
    }

    private final JsonCursor at;
    private int attachments;

    private char kind;
    private Key key = Key.OTHER;
    private int[] elements = new int[USUAL_ELEMENTS];
    private int count;
    private int[] levels = new int[USUAL_LEVELS];
    private int depth;

    /**
     * @param from the position where the value starts; the value must end with the text
     * @param attachments the number of attachments that placeholders may refer to; with {@link #NO_ATTACHMENTS} placeholders are ordinary objects
     */
    JsonScanner(String text, int from, int attachments) {
        this.at = new JsonCursor(text, from);
        this.attachments = attachments;
    }

    /** Begins with another text, see the constructor. */
    void reset(String text, int from, int maxAttachments) {
        at.reset(text, from);
        attachments = maxAttachments;
        kind = 0;
        key = Key.OTHER;
        count = 0;
        depth = 0;
    }

    /** Releases the text and of large arrays. */
    void release() {
        reset("", 0, NO_ATTACHMENTS);
        if (elements.length > MAX_KEPT) {
            elements = new int[USUAL_ELEMENTS];
        }
        if (levels.length > MAX_KEPT) {
            levels = new int[USUAL_LEVELS];
        }
    }

    /**
     * Scans the text.
     *
     * @throws PacketException if this is not JSON, is nested too deeply, or contains a placeholder without an attachment
     */
    void scan() throws PacketException {
        at.skipWhitespace();
        kind = at.current();
        boolean another;
        do {
            at.skipWhitespace();
            if (isElementLevel()) {
                startElement();
            }
            another = startValue() || hasMore();
        } while (another);
        at.skipWhitespace();
        if (!at.isAtEnd()) {
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

    /** Returns whether the text, from where the scan began, is Latin-1. */
    boolean isLatin1() {
        return at.isLatin1();
    }

    /** Returns the number of elements in the array. */
    int count() {
        return count;
    }

    /** Returns the elements of the array, {@link #STRIDE} ints each: a copy of the length that they need, because it waits with the packet. */
    int[] elements() {
        return Arrays.copyOf(elements, count * STRIDE);
    }

    /** Returns where the first element starts, or where it ends; there must be one. */
    int first(boolean end) {
        return elements[end ? 1 : 0];
    }

    /**
     * Reads a scalar or an empty container, or opens a container.
     *
     * @return whether a container was opened and a value must follow
     */
    private boolean startValue() throws PacketException {
        char c = at.current();
        if (attachments > 0 && key != Key.OTHER) {
            noteMember(c);
        }
        switch (c) {
            case '{', '[' -> {
                at.pos++;
                return open(c == '{');
            }
            case '"' -> at.string();
            case 't' -> at.literal("true");
            case 'f' -> at.literal("false");
            case 'n' -> at.literal("null");
            default -> at.number();
        }
        endValue();
        return false;
    }

    /**
     * Reads, after a value, the closing brackets and the comma, if any.
     *
     * @return whether another value must follow
     */
    private boolean hasMore() throws PacketException {
        while (depth > 0) {
            at.skipWhitespace();
            char c = at.current();
            boolean array = levels[depth - 1] == ARRAY;
            if (c == ',') {
                at.pos++;
                if (!array) {
                    memberKey();
                }
                return true;
            }
            if (c != (array ? ']' : '}')) {
                throw PacketException.invalidPayload();
            }
            at.pos++;
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
        at.skipWhitespace();
        if (at.current() == (object ? '}' : ']')) {
            at.pos++;
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
        int next = count * STRIDE;
        if (next == elements.length) {
            elements = Arrays.copyOf(elements, next * 2);
        }
        elements[next] = at.pos;
        elements[next + 2] = -1;
        count++;
    }

    private void endValue() {
        key = Key.OTHER;
        if (isElementLevel()) {
            elements[count * STRIDE - 2] = at.pos;
        }
    }

    private void memberKey() throws PacketException {
        at.skipWhitespace();
        int start = at.pos;
        at.string();
        if (attachments > 0) {
            key = keyOf(start + 1, at.pos - 1);
        }
        at.skipWhitespace();
        if (at.current() != ':') {
            throw PacketException.invalidPayload();
        }
        at.pos++;
    }

    private Key keyOf(int start, int end) {
        int size = end - start;
        if (size == PLACEHOLDER_KEY.length() && at.text.startsWith(PLACEHOLDER_KEY, start)) {
            return Key.PLACEHOLDER;
        }
        if (size == NUM_KEY.length() && at.text.startsWith(NUM_KEY, start)) {
            return Key.NUM;
        }
        if (!JsonText.hasEscape(at.text, start, end)) {
            return Key.OTHER;
        }
        return switch (JsonText.unescape(at.text, start, end)) {
            case PLACEHOLDER_KEY -> Key.PLACEHOLDER;
            case NUM_KEY -> Key.NUM;
            default -> Key.OTHER;
        };
    }

    /** Records the value of {@code _placeholder} or {@code num} that starts here; of duplicate keys the last one counts. */
    private void noteMember(char first) throws PacketException {
        int level = levels[depth - 1];
        if (key == Key.PLACEHOLDER) {
            levels[depth - 1] = first == 't' ? level | MARKED : level & ~MARKED;
            return;
        }
        int num = -1;
        if (first == '-' || first >= '0' && first <= '9') {
            int start = at.pos;
            at.number();
            double value = JsonText.doubleValue(at.text, start, at.pos);
            if (value >= 0 && value < attachments && value == Math.rint(value)) {
                num = (int) value;
            }
            at.pos = start;
        }
        levels[depth - 1] = (num + 1) << 1 | level & MARKED;
    }
}
