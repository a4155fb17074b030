package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.ReservedEvents;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueType;

/**
 * Reads one message as a packet. The checks and their texts are those of {@code socket.io-msgpack-parser}, in its order; besides, as in the default
 * parser, an event must have a name that is not reserved, a namespace starts with a slash, and an ack id is from 0 to 2^53. An undefined member counts as
 * absent, null does not.
 */
final class PacketReader {

    private static final int ABSENT = -1;
    private static final int[] NONE = {};

    private final byte[] message;
    private final MessageScanner scanner;

    // Positions of the members, or ABSENT.
    private int type = ABSENT;
    private int namespace = ABSENT;
    private int id = ABSENT;
    private int data = ABSENT;

    /** The positions of the elements of the data, if it is an array. */
    private int[] elements = NONE;

    private int[] binary = NONE;
    private boolean hasPlaceholder;

    PacketReader(byte[] message) {
        this.message = message;
        this.scanner = new MessageScanner(message);
    }

    Packet packet() throws PacketException {
        boolean isMap = scanner.next() == ValueType.MAP;
        if (isMap) {
            int members = scanner.map();
            for (int i = 0; i < members; i++) {
                member();
            }
        } else {
            scanner.value();
        }
        int rest = scanner.remaining();
        if (rest > 0) {
            throw new PacketException(rest + " trailing bytes");
        }
        return packet(type(), namespace());
    }

    /** A key that occurs twice counts with its last value, as in JavaScript. */
    private void member() throws PacketException {
        int at = scanner.position();
        scanner.key();
        String key = MessageValues.type(message, at) == ValueType.STRING && scanner.position() - at <= 8
                ? MessageValues.text(message, at)
                : "";
        scanner.next();
        int value = scanner.position();
        value = isUndefined(value) ? ABSENT : value;
        switch (key) {
            case MsgpackParser.TYPE -> type = value;
            case MsgpackParser.NAMESPACE -> namespace = value;
            case MsgpackParser.ID -> id = value;
            case MsgpackParser.DATA -> {
                data = value;
                data();
                return;
            }
            default -> {}
        }
        scanner.value();
    }

    private boolean isUndefined(int at) {
        return at + 1 < message.length && Extensions.isUndefined(message, at);
    }

    private void data() throws PacketException {
        scanner.forgetBinary();
        elements = NONE;
        if (scanner.next() == ValueType.ARRAY) {
            int count = scanner.array();
            elements = new int[count];
            for (int i = 0; i < count; i++) {
                elements[i] = scanner.position();
                scanner.value();
            }
        } else {
            scanner.value();
        }
        binary = scanner.binary();
        hasPlaceholder = scanner.hasPlaceholder();
    }

    private int type() throws PacketException {
        BigInteger value = integer(type);
        if (value == null
                || value.signum() < 0
                || value.bitLength() > 3
                || value.intValue() > MsgpackParser.CONNECT_ERROR) {
            throw new PacketException("invalid packet type");
        }
        return value.intValue();
    }

    private String namespace() throws PacketException {
        if (valueType(namespace) == ValueType.STRING) {
            String name = MessageValues.text(message, namespace);
            if (name.startsWith("/")) {
                return name;
            }
        }
        throw new PacketException("invalid namespace");
    }

    private long ackId() throws PacketException {
        if (id == ABSENT) {
            return Packet.NO_ACK;
        }
        BigInteger value = integer(id);
        if (value == null
                || value.signum() < 0
                || value.bitLength() >= Long.SIZE
                || value.longValue() > Packet.MAX_ACK_ID) {
            throw new PacketException("invalid packet id");
        }
        return value.longValue();
    }

    private Packet packet(int type, String namespace) throws PacketException {
        ValueType data = valueType(this.data);
        switch (type) {
            case MsgpackParser.CONNECT -> {
                require(data == null || data == ValueType.MAP);
                return checked(new Packet.Connect(namespace, plainJson()));
            }
            case MsgpackParser.DISCONNECT -> {
                require(data == null);
                return checked(new Packet.Disconnect(namespace));
            }
            case MsgpackParser.CONNECT_ERROR -> {
                require(data == ValueType.MAP || data == ValueType.STRING);
                return checked(new Packet.ConnectError(namespace, plainJson()));
            }
            default -> {
                require(data == ValueType.ARRAY);
                // A placeholder of the client would stand for binary in what a codec is given.
                require(binary.length == 0 || !hasPlaceholder);
                return type == MsgpackParser.EVENT
                        ? event(namespace)
                        : new Packet.Ack(namespace, ackId(), arguments(0));
            }
        }
    }

    private Packet event(String namespace) throws PacketException {
        require(elements.length > 0);
        String name = eventName(elements[0]);
        return new Packet.Event(namespace, ackId(), name, arguments(1));
    }

    private String eventName(int at) throws PacketException {
        ValueType type = valueType(at);
        if (type == ValueType.INTEGER || type == ValueType.FLOAT) {
            return JsonWriter.json(message, at, NONE);
        }
        require(type == ValueType.STRING);
        String name = MessageValues.text(message, at);
        require(!ReservedEvents.contains(name));
        return name;
    }

    private PacketArguments arguments(int first) {
        return new MessageArguments(message, elements, first, binary);
    }

    /** Returns the data of a packet that has no place for binary values. */
    private @Nullable String plainJson() throws PacketException {
        require(binary.length == 0);
        return data == ABSENT ? null : JsonWriter.json(message, data, NONE);
    }

    /** The id has no meaning here, but must be one. */
    private Packet checked(Packet packet) throws PacketException {
        ackId();
        return packet;
    }

    private @Nullable BigInteger integer(int at) {
        return valueType(at) == ValueType.INTEGER ? MessageValues.integer(message, at) : null;
    }

    private @Nullable ValueType valueType(int at) {
        return at == ABSENT ? null : MessageValues.type(message, at);
    }

    private static void require(boolean condition) throws PacketException {
        if (!condition) {
            throw PacketException.invalidPayload();
        }
    }
}
