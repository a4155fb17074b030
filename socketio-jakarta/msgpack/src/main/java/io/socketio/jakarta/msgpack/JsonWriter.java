package io.socketio.jakarta.msgpack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Writes values of a checked message as JSON, for codecs. Like JSON.stringify, it omits members that are undefined, and writes null for other undefined
 * values and for numbers that JSON does not have; dates are texts. Not thread-safe.
 */
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final byte[] message;
    private final int start;
    private final int[] binary;
    private final MessageUnpacker in;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param at the position of the value
     * @param binary the positions of the binary values in the packet, to which placeholders refer
     */
    private JsonWriter(byte[] message, int at, int[] binary) {
        this.message = message;
        this.start = at;
        this.binary = binary;
        this.in = MessageValues.unpacker(message, at);
    }

    static String json(byte[] message, int at, int[] binary) {
        try {
            JsonWriter writer = new JsonWriter(message, at, binary);
            writer.value();
            return writer.out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String placeholder(int index) {
        return "{\"_placeholder\":true,\"num\":" + index + "}";
    }

    private int position() {
        return start + (int) in.getTotalReadBytes();
    }

    private void value() throws IOException {
        int at = position();
        switch (MessageValues.type(message, at)) {
            case NIL -> {
                in.unpackNil();
                out.append("null");
            }
            case BOOLEAN -> out.append(in.unpackBoolean());
            case INTEGER -> integer(message[at]);
            case FLOAT -> real(in.unpackDouble());
            case STRING -> string(MessageValues.text(message, start, in));
            case ARRAY -> array();
            case MAP -> object();
            default -> {
                in.skipValue();
                binaryOrExtension(at);
            }
        }
    }

    private void integer(byte format) throws IOException {
        if (format == Code.UINT64) {
            out.append(in.unpackBigInteger());
        } else {
            out.append(in.unpackLong());
        }
    }

    private void real(double value) {
        if (Double.isFinite(value)) {
            out.append(value);
        } else {
            out.append("null");
        }
    }

    private void array() throws IOException {
        int count = in.unpackArrayHeader();
        out.append('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(',');
            }
            value();
        }
        out.append(']');
    }

    private void object() throws IOException {
        int count = in.unpackMapHeader();
        int empty = out.append('{').length();
        for (int i = 0; i < count; i++) {
            int before = out.length();
            if (before > empty) {
                out.append(',');
            }
            key();
            out.append(':');
            if (Extensions.isUndefined(message, position())) {
                in.skipValue();
                out.setLength(before);
            } else {
                value();
            }
        }
        out.append('}');
    }

    private void key() throws IOException {
        if (MessageValues.type(message, position()) == ValueType.STRING) {
            string(MessageValues.text(message, start, in));
        } else {
            string(in.unpackBigInteger().toString());
        }
    }

    private void binaryOrExtension(int at) {
        boolean isExtension = MessageValues.type(message, at) == ValueType.EXTENSION;
        switch (isExtension ? Extensions.kind(message, at) : Extensions.Kind.BINARY) {
            case UNDEFINED -> out.append("null");
            case DATE -> string(MessageValues.date(message, at));
            case BINARY -> out.append(placeholder(Arrays.binarySearch(binary, at)));
            // As JavaScript's parser gives an extension that it does not know.
            case OTHER ->
                out.append('[')
                        .append(Extensions.type(message, at))
                        .append(',')
                        .append(placeholder(Arrays.binarySearch(binary, at)))
                        .append(']');
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
