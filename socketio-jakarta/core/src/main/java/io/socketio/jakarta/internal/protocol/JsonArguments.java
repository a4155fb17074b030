package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.PacketArguments;
import java.util.List;

/** The arguments of the default parser: valid JSON text, and the positions of its elements. */
final class JsonArguments implements PacketArguments {

    private final String text;
    private final int[] elements;
    /** 0 or 1. */
    private final byte first;

    private final int size;
    private final List<byte[]> attachments;
    private final boolean latin1;

    /** @param first the number of elements before the arguments: 1 for an event, which starts with its name, else 0 */
    JsonArguments(String text, int[] elements, int count, int first, List<byte[]> attachments, boolean latin1) {
        this.text = text;
        this.elements = elements;
        this.first = (byte) first;
        this.size = count - first;
        this.attachments = attachments;
        this.latin1 = latin1;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long retainedBytes() {
        return JsonWeight.of(text, latin1, elements, attachments);
    }

    @Override
    public List<byte[]> attachments() {
        return attachments;
    }

    @Override
    public String json(int index) {
        return text.substring(start(index), end(index));
    }

    @Override
    public int length(int index) {
        return end(index) - start(index);
    }

    @Override
    public boolean isString(int index) {
        return kind(index) == '"';
    }

    @Override
    public String string(int index) {
        require(isString(index), "string", index);
        return JsonText.unescape(text, start(index) + 1, end(index) - 1);
    }

    @Override
    public boolean isNumber(int index) {
        char c = kind(index);
        return c == '-' || c >= '0' && c <= '9';
    }

    @Override
    public Number number(int index) {
        require(isNumber(index), "number", index);
        return JsonText.number(text, start(index), end(index));
    }

    @Override
    public boolean isBoolean(int index) {
        char c = kind(index);
        return c == 't' || c == 'f';
    }

    @Override
    public boolean booleanValue(int index) {
        require(isBoolean(index), "boolean", index);
        return kind(index) == 't';
    }

    @Override
    public boolean isNull(int index) {
        return kind(index) == 'n';
    }

    @Override
    public boolean isBinary(int index) {
        return attachment(index) >= 0;
    }

    @Override
    public byte[] binary(int index) {
        int num = attachment(index);
        require(num >= 0, "binary", index);
        return attachments.get(num);
    }

    /** Shows only sizes, because arguments are payload, which must not appear in logs. */
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
            default -> "a number";
        };
    }
}
