package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.PacketArguments;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.List;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.value.ValueType;

/**
 * The arguments of a packet: a message that has been checked, and the positions of its elements. Values are made when they are asked for; a binary value
 * is a copy, because it is a part of the message.
 */
final class MessageArguments implements PacketArguments {

    private static final int OBJECT_BYTES = 32;

    /** Header and length of an array on a 64-bit JVM with compressed pointers; rounding included. */
    private static final int ARRAY_BYTES = 20;

    private static final int SAFE_BITS = Long.SIZE - 1;

    private final byte[] message;
    private final int[] elements;
    /** The number of elements before the arguments: 1 for an event, which starts with its name, else 0. */
    private final int first;

    private final int[] binary;

    MessageArguments(byte[] message, int[] elements, int first, int[] binary) {
        this.message = message;
        this.elements = elements;
        this.first = first;
        this.binary = binary;
    }

    @Override
    public int size() {
        return elements.length - first;
    }

    @Override
    public long retainedBytes() {
        return OBJECT_BYTES + 3L * ARRAY_BYTES + message.length + 4L * elements.length + 4L * binary.length;
    }

    @Override
    public List<byte[]> attachments() {
        return new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                return MessageValues.binary(message, binary[index]);
            }

            @Override
            public int size() {
                return binary.length;
            }
        };
    }

    @Override
    public String json(int index) {
        return JsonWriter.json(message, at(index), binary);
    }

    @Override
    public boolean isString(int index) {
        int at = at(index);
        return MessageValues.type(message, at) == ValueType.STRING || is(Extensions.Kind.DATE, at);
    }

    @Override
    public String string(int index) {
        require(isString(index), "string", index);
        int at = at(index);
        return MessageValues.type(message, at) == ValueType.STRING
                ? MessageValues.text(message, at)
                : MessageValues.date(message, at);
    }

    @Override
    public boolean isNumber(int index) {
        int at = at(index);
        ValueType type = MessageValues.type(message, at);
        return type == ValueType.INTEGER || type == ValueType.FLOAT && Double.isFinite(MessageValues.real(message, at));
    }

    @Override
    public Number number(int index) {
        require(isNumber(index), "number", index);
        int at = at(index);
        if (MessageValues.type(message, at) == ValueType.FLOAT) {
            return MessageValues.real(message, at);
        }
        BigInteger value = MessageValues.integer(message, at);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        if (value.bitLength() <= SAFE_BITS) {
            return value.longValue();
        }
        // Like JavaScript.
        return value.doubleValue();
    }

    @Override
    public boolean isBoolean(int index) {
        return MessageValues.type(message, at(index)) == ValueType.BOOLEAN;
    }

    @Override
    public boolean booleanValue(int index) {
        require(isBoolean(index), "boolean", index);
        return message[at(index)] == Code.TRUE;
    }

    /** As in JSON, which has neither undefined nor numbers that are none. */
    @Override
    public boolean isNull(int index) {
        int at = at(index);
        return switch (MessageValues.type(message, at)) {
            case NIL -> true;
            case FLOAT -> !Double.isFinite(MessageValues.real(message, at));
            case EXTENSION -> is(Extensions.Kind.UNDEFINED, at);
            default -> false;
        };
    }

    @Override
    public boolean isBinary(int index) {
        int at = at(index);
        return MessageValues.type(message, at) == ValueType.BINARY || is(Extensions.Kind.BINARY, at);
    }

    @Override
    public byte[] binary(int index) {
        require(isBinary(index), "binary", index);
        return MessageValues.binary(message, at(index));
    }

    /** Shows only sizes, because arguments are payload, which must not appear in logs. */
    @Override
    public String toString() {
        return "PacketArguments[size=" + size() + ", attachments=" + binary.length + "]";
    }

    private boolean is(Extensions.Kind kind, int at) {
        return MessageValues.type(message, at) == ValueType.EXTENSION && Extensions.kind(message, at) == kind;
    }

    private int at(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("argument " + index + " of " + size());
        }
        return elements[first + index];
    }

    private void require(boolean condition, String expected, int index) {
        if (!condition) {
            throw new PayloadException(
                    "argument " + index + " must be a " + expected + ", was " + describe(at(index)), null);
        }
    }

    private String describe(int at) {
        return switch (MessageValues.type(message, at)) {
            case NIL -> "null";
            case BOOLEAN -> "a boolean";
            case INTEGER, FLOAT -> "a number";
            case STRING -> "a string";
            case ARRAY -> "an array";
            case MAP -> "an object";
            default -> "binary or an extension";
        };
    }
}
