package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketArguments;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Another parser, much like msgpack: each packet is one binary message. Arguments are null, booleans, numbers, strings and bytes, no more. */
public class FakeParser implements Parser {

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static EncodedPacket packet(int type, String namespace, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(type);
            out.writeUTF(namespace);
            body.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EncodedPacket(null, List.of(bytes.toByteArray()));
    }

    @Override
    public EncodedPacket event(String namespace, long ackId, String name, Object[] args) {
        return packet(2, namespace, out -> {
            out.writeLong(ackId);
            out.writeUTF(name);
            write(args, out);
        });
    }

    @Override
    public EncodedPacket ack(String namespace, long ackId, Object[] args) {
        return packet(3, namespace, out -> {
            out.writeLong(ackId);
            write(args, out);
        });
    }

    @Override
    public EncodedPacket connected(String namespace, String socketId) {
        return packet(0, namespace, out -> out.writeUTF("{\"sid\":\"" + socketId + "\"}"));
    }

    @Override
    public EncodedPacket connectedWithoutId(String namespace) {
        return packet(0, namespace, out -> {});
    }

    @Override
    public EncodedPacket disconnect(String namespace) {
        return packet(1, namespace, out -> {});
    }

    @Override
    public EncodedPacket connectError(String namespace, String message, Object data) {
        if (data != null) {
            throw new PayloadException("this parser writes no data", null);
        }
        return packet(4, namespace, out -> out.writeUTF("{\"message\":\"" + message + "\"}"));
    }

    @Override
    public EncodedPacket connectErrorOf(String namespace, Object error) {
        return packet(4, namespace, out -> out.writeUTF("\"" + error + "\""));
    }

    private static void write(Object[] args, DataOutputStream out) throws IOException {
        out.writeByte(args.length);
        for (Object arg : args) {
            if (arg == null) {
                out.writeByte('n');
            } else if (arg instanceof byte[] bytes) {
                out.writeByte('x');
                out.writeInt(bytes.length);
                out.write(bytes);
            } else {
                out.writeByte(arg instanceof String ? 's' : arg instanceof Boolean ? 't' : '0');
                out.writeUTF(arg.toString());
            }
        }
    }

    @Override
    public Decoder newDecoder(int maxAttachments, long maxAttachmentBytes) {
        return new OneMessageDecoder();
    }

    private static final class OneMessageDecoder implements Decoder {

        @Override
        public Packet onText(String message, int from) throws PacketException {
            throw new PacketException("text");
        }

        @Override
        public Packet onBinary(byte[] message) throws PacketException {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
                Packet packet = read(in);
                if (in.read() >= 0) {
                    throw new PacketException("trailing bytes");
                }
                return packet;
            } catch (IOException | NumberFormatException e) {
                throw new PacketException("could not parse");
            }
        }

        private static Packet read(DataInputStream in) throws IOException, PacketException {
            int type = in.readByte();
            String namespace = in.readUTF();
            return switch (type) {
                case 0 -> new Packet.Connect(namespace, in.available() == 0 ? null : in.readUTF());
                case 1 -> new Packet.Disconnect(namespace);
                case 2 -> new Packet.Event(namespace, in.readLong(), in.readUTF(), new Values(in));
                case 3 -> new Packet.Ack(namespace, in.readLong(), new Values(in));
                case 4 -> new Packet.ConnectError(namespace, in.readUTF());
                default -> throw new PacketException("invalid packet type");
            };
        }

        @Override
        public long retainedBytes() {
            return 0;
        }

        @Override
        public void reset() {}
    }

    /** Values that are there already: nothing is JSON before a codec asks for it. */
    private static final class Values implements PacketArguments {

        private final List<Object> values = new ArrayList<>();
        private final List<byte[]> binary = new ArrayList<>();

        Values(DataInputStream in) throws IOException, PacketException {
            int count = in.readByte();
            for (int i = 0; i < count; i++) {
                switch (in.readByte()) {
                    case 'n' -> values.add(null);
                    case 's' -> values.add(in.readUTF());
                    case 't' -> values.add(Boolean.valueOf(in.readUTF()));
                    case '0' -> values.add(number(in.readUTF()));
                    case 'x' -> {
                        int length = in.readInt();
                        if (length < 0 || length > in.available()) {
                            throw new PacketException("too long");
                        }
                        byte[] bytes = in.readNBytes(length);
                        values.add(bytes);
                        binary.add(bytes);
                    }
                    default -> throw new PacketException("unknown tag");
                }
            }
        }

        private static Number number(String text) {
            if (text.contains(".")) {
                return Double.valueOf(text);
            }
            long value = Long.parseLong(text);
            return value == (int) value ? (Number) (int) value : value;
        }

        private <T> T as(Class<T> type, int index) {
            Object value = values.get(index);
            if (!type.isInstance(value)) {
                throw new PayloadException("argument " + index + " is no " + type.getSimpleName(), null);
            }
            return type.cast(value);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public long retainedBytes() {
            return 100L * values.size()
                    + binary.stream().mapToLong(each -> each.length).sum();
        }

        @Override
        public List<byte[]> attachments() {
            return binary;
        }

        @Override
        public String json(int index) {
            Object value = values.get(index);
            if (value instanceof String text) {
                StringBuilder json = new StringBuilder();
                JsonStrings.append(text, json);
                return json.toString();
            }
            return value instanceof byte[] bytes
                    ? "{\"_placeholder\":true,\"num\":" + binary.indexOf(bytes) + "}"
                    : String.valueOf(value);
        }

        @Override
        public boolean isString(int index) {
            return values.get(index) instanceof String;
        }

        @Override
        public String string(int index) {
            return as(String.class, index);
        }

        @Override
        public boolean isNumber(int index) {
            return values.get(index) instanceof Number;
        }

        @Override
        public Number number(int index) {
            return as(Number.class, index);
        }

        @Override
        public boolean isBoolean(int index) {
            return values.get(index) instanceof Boolean;
        }

        @Override
        public boolean booleanValue(int index) {
            return as(Boolean.class, index);
        }

        @Override
        public boolean isNull(int index) {
            return values.get(index) == null;
        }

        @Override
        public boolean isBinary(int index) {
            return values.get(index) instanceof byte[];
        }

        @Override
        public byte[] binary(int index) {
            return as(byte[].class, index);
        }
    }
}
