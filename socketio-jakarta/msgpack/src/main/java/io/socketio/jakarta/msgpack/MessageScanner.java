package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.PacketException;
import java.io.IOException;
import java.util.Arrays;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Walks over a message once and checks all of it: formats, nesting, that every declared length and count fits into what is left, and that extensions are
 * what they claim. Creates no values, so a message cannot make the server allocate more than a few ints per binary value. An instance scans one message.
 */
final class MessageScanner {

    /** As in the default parser: values are bound by recursion, on a stack whose size is unknown here. */
    static final int MAX_DEPTH = 200;

    private static final String PLACEHOLDER = "_placeholder";
    private static final int[] NONE = {};

    private final byte[] message;
    private final MessageUnpacker in;
    private int depth;
    private int[] binary = NONE;
    private int binaries;
    private boolean hasPlaceholder;

    MessageScanner(byte[] message) {
        this.message = message;
        this.in = MessagePack.newDefaultUnpacker(message);
    }

    static PacketException unparseable() {
        return new PacketException("Could not parse");
    }

    /** Returns the position of the next value. */
    int position() {
        return (int) in.getTotalReadBytes();
    }

    int remaining() {
        return message.length - position();
    }

    /** Returns the positions of the binary values since {@link #forgetBinary()}, in ascending order. */
    int[] binary() {
        return binaries == 0 ? NONE : Arrays.copyOf(binary, binaries);
    }

    void forgetBinary() {
        binaries = 0;
        hasPlaceholder = false;
    }

    /** Returns whether an object looks like a reference to a binary value, as the default parser writes them. */
    boolean hasPlaceholder() {
        return hasPlaceholder;
    }

    /** Returns the type of the next value, without moving. */
    ValueType next() throws PacketException {
        try {
            return in.getNextFormat().getValueType();
        } catch (MessagePackException | IOException e) {
            throw unparseable();
        }
    }

    /** Reads the header of an array. @return how many elements follow */
    int array() throws PacketException {
        return count(in::unpackArrayHeader, 1);
    }

    /** Reads the header of a map. @return how many members follow */
    int map() throws PacketException {
        return count(in::unpackMapHeader, 2);
    }

    /** Every value has at least one byte, so a count that is too large is found before anything is done for it. */
    private int count(Header header, int values) throws PacketException {
        try {
            int count = header.read();
            if ((long) count * values > remaining()) {
                throw unparseable();
            }
            return count;
        } catch (MessagePackException | IOException e) {
            throw unparseable();
        }
    }

    /** Moves behind the next value. */
    void value() throws PacketException {
        switch (next()) {
            case ARRAY -> {
                enter();
                int count = array();
                for (int i = 0; i < count; i++) {
                    value();
                }
                depth--;
            }
            case MAP -> {
                enter();
                int count = map();
                for (int i = 0; i < count; i++) {
                    member();
                }
                depth--;
            }
            default -> leaf();
        }
    }

    private void enter() throws PacketException {
        // One level is the array of the data.
        if (++depth >= MAX_DEPTH) {
            throw unparseable();
        }
    }

    private void member() throws PacketException {
        int at = position();
        key();
        boolean isMarker = isPlaceholder(at);
        next();
        hasPlaceholder |= isMarker && message[position()] == Code.TRUE;
        value();
    }

    /** Moves behind the next value, which must be a text or, as JavaScript takes it as text too, a whole number. */
    void key() throws PacketException {
        ValueType type = next();
        if (type != ValueType.STRING && type != ValueType.INTEGER) {
            throw unparseable();
        }
        leaf();
    }

    /** Compares bytes, because this is done for every key. @param at the position of the key that has just been read */
    private boolean isPlaceholder(int at) {
        int start = position() - PLACEHOLDER.length();
        int header =
                switch (message[at]) {
                    case Code.STR8 -> 2;
                    case Code.STR16 -> 3;
                    case Code.STR32 -> 5;
                    default -> Code.isFixedRaw(message[at]) ? 1 : 0;
                };
        if (header == 0 || start != at + header) {
            return false;
        }
        for (int i = 0; i < PLACEHOLDER.length(); i++) {
            if (message[start + i] != PLACEHOLDER.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void leaf() throws PacketException {
        int at = position();
        ValueType type = next();
        try {
            // Finds a length that reaches beyond the message, without allocating for it.
            in.skipValue();
        } catch (MessagePackException | IOException e) {
            throw unparseable();
        }
        if (type == ValueType.BINARY) {
            add(at);
        } else if (type == ValueType.EXTENSION) {
            extension(at);
        }
    }

    private void extension(int at) throws PacketException {
        switch (Extensions.kind(message, at)) {
            case DATE -> {
                if (Extensions.isoText(message, at, position()) == null) {
                    throw unparseable();
                }
            }
            case BINARY, OTHER -> add(at);
            default -> {}
        }
    }

    private void add(int at) {
        if (binaries == binary.length) {
            binary = Arrays.copyOf(binary, Math.max(4, binaries * 2));
        }
        binary[binaries++] = at;
    }

    private interface Header {
        int read() throws IOException;
    }
}
