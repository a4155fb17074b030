package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadException;
import java.util.List;

/**
 * The arguments of one event or acknowledgement, still as valid JSON text; strings, numbers, booleans, null and attachments are read without any JSON
 * library. Every index is from 0 to {@link #size()} - 1. A reader for one kind throws {@link PayloadException} on any other. Immutable as long as
 * nobody writes to the attachments, which are not copied; safe for use by many threads.
 */
public final class PacketArguments {

    private final String text;
    private final int[] elements;
    private final int first;
    private final int size;
    private final List<byte[]> attachments;

    /** @param first how many elements come before the arguments: 1 for an event's name, else 0 */
    PacketArguments(String text, int[] elements, int count, int first, List<byte[]> attachments) {
        this.text = text;
        this.elements = elements;
        this.first = first;
        this.size = count - first;
        this.attachments = attachments;
    }

    public int size() {
        return size;
    }

    /** The attachments of the whole packet, in their order. */
    public List<byte[]> attachments() {
        return attachments;
    }

    /** The argument as JSON text, placeholders included. */
    public String json(int index) {
        return text.substring(start(index), end(index));
    }

    public boolean isString(int index) {
        return kind(index) == '"';
    }

    public String string(int index) {
        require(isString(index), "string", index);
        return JsonText.unescape(text, start(index) + 1, end(index) - 1);
    }

    public boolean isNumber(int index) {
        char c = kind(index);
        return c == '-' || c >= '0' && c <= '9';
    }

    /** An Integer or Long when the number is written as an integer that fits, else a Double. */
    public Number number(int index) {
        require(isNumber(index), "number", index);
        int start = start(index);
        int end = end(index);
        // 18 digits always fit a long.
        if (end - start > 18 || !isPlainInteger(start, end)) {
            return numberFromText(start, end);
        }
        long value = Long.parseLong(text, start, end, 10);
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private Number numberFromText(int start, int end) {
        if (isPlainInteger(start, end)) {
            try {
                return Long.parseLong(text, start, end, 10);
            } catch (NumberFormatException tooLarge) {
                // a double then, as in JavaScript
            }
        }
        return JsonText.doubleValue(text, start, end);
    }

    /** @throws PayloadException if this is not a number, has a fraction (1.0 and 1e3 have none) or does not fit a long */
    public long longValue(int index) {
        require(isNumber(index), "64-bit integer", index);
        int start = start(index);
        int end = end(index);
        if (isPlainInteger(start, end)) {
            try {
                return Long.parseLong(text, start, end, 10);
            } catch (NumberFormatException tooLarge) {
                throw unexpected("64-bit integer", index);
            }
        }
        double value = JsonText.doubleValue(text, start, end);
        require(value == Math.rint(value) && Math.abs(value) < 0x1p63, "64-bit integer", index);
        return (long) value;
    }

    /** @throws PayloadException if this is not a number or beyond the range of a double */
    public double doubleValue(int index) {
        require(isNumber(index), "number", index);
        double value = JsonText.doubleValue(text, start(index), end(index));
        require(!Double.isInfinite(value), "number in the range of double", index);
        return value;
    }

    public boolean isBoolean(int index) {
        char c = kind(index);
        return c == 't' || c == 'f';
    }

    public boolean booleanValue(int index) {
        require(isBoolean(index), "boolean", index);
        return kind(index) == 't';
    }

    public boolean isNull(int index) {
        return kind(index) == 'n';
    }

    /** Whether the argument itself is an attachment; one deeper inside does not count. */
    public boolean isBinary(int index) {
        return attachment(index) >= 0;
    }

    /** The attachment that the argument is, not copied. */
    public byte[] binary(int index) {
        int num = attachment(index);
        require(num >= 0, "binary", index);
        return attachments.get(num);
    }

    /** Sizes only: arguments are payload and do not belong into logs. */
    @Override
    public String toString() {
        return "PacketArguments[size=" + size + ", attachments=" + attachments.size() + "]";
    }

    private int start(int index) {
        return elements[at(index)];
    }

    private int end(int index) {
        return elements[at(index) + 1];
    }

    private int attachment(int index) {
        return elements[at(index) + 2];
    }

    private char kind(int index) {
        return text.charAt(start(index));
    }

    private int at(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("argument " + index + " of " + size);
        }
        return (first + index) * JsonScanner.STRIDE;
    }

    private boolean isPlainInteger(int start, int end) {
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private void require(boolean condition, String expected, int index) {
        if (!condition) {
            throw unexpected(expected, index);
        }
    }

    private PayloadException unexpected(String expected, int index) {
        return new PayloadException("argument " + index + " must be a " + expected + ", was " + describe(index), null);
    }

    private String describe(int index) {
        return switch (kind(index)) {
            case '"' -> "a string";
            case '{' -> isBinary(index) ? "binary" : "an object";
            case '[' -> "an array";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "another number";
        };
    }
}
