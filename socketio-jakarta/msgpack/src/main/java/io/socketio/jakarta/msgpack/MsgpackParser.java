package io.socketio.jakarta.msgpack;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The format of npm {@code socket.io-msgpack-parser} 3: each packet is one binary message, a map with the keys {@code type}, {@code nsp}, {@code data}
 * and {@code id}; binary values are part of it. The keys have the order in which the reference server writes them.
 */
final class MsgpackParser implements Parser {

    static final int CONNECT = 0;
    static final int DISCONNECT = 1;
    static final int EVENT = 2;
    static final int ACK = 3;
    static final int CONNECT_ERROR = 4;

    static final String TYPE = "type";
    static final String NAMESPACE = "nsp";
    static final String DATA = "data";
    static final String ID = "id";

    private final PayloadCodec codec;

    /** @param codec writes values of the application's own classes */
    MsgpackParser(PayloadCodec codec) {
        this.codec = Objects.requireNonNull(codec);
    }

    @Override
    public EncodedPacket event(String namespace, long ackId, String name, @Nullable Object[] args) {
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(ackId < 0 ? 3 : 4).text(TYPE).integer(EVENT);
        out.text(DATA).array(args.length + 1).text(name);
        for (Object arg : args) {
            out.value(arg);
        }
        if (ackId >= 0) {
            out.text(ID).integer(ackId);
        }
        return packet(out.text(NAMESPACE).text(namespace));
    }

    @Override
    public EncodedPacket ack(String namespace, long ackId, @Nullable Object[] args) {
        if (ackId < 0) {
            throw new IllegalArgumentException("ack id is " + ackId + ", must not be negative");
        }
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(4).text(ID).integer(ackId).text(TYPE).integer(ACK);
        out.text(DATA).array(args.length);
        for (Object arg : args) {
            out.value(arg);
        }
        return packet(out.text(NAMESPACE).text(namespace));
    }

    @Override
    public EncodedPacket connected(String namespace, String socketId) {
        return connected(namespace, socketId, null);
    }

    /** @param privateId by which a client may ask for its session; null: absent, where the reference writes an undefined one */
    @Override
    public EncodedPacket connected(String namespace, String socketId, @Nullable String privateId) {
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(3).text(TYPE).integer(CONNECT);
        out.text(DATA).map(privateId == null ? 1 : 2).text("sid").text(socketId);
        if (privateId != null) {
            out.text("pid").text(privateId);
        }
        return packet(out.text(NAMESPACE).text(namespace));
    }

    /** Without data: how a client asks to join, and the response to clients that know the id of their socket. */
    @Override
    public EncodedPacket connectedWithoutId(String namespace) {
        return withoutData(CONNECT, namespace);
    }

    @Override
    public EncodedPacket disconnect(String namespace) {
        return withoutData(DISCONNECT, namespace);
    }

    private EncodedPacket withoutData(int type, String namespace) {
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(2).text(TYPE).integer(type);
        return packet(out.text(NAMESPACE).text(namespace));
    }

    @Override
    public EncodedPacket connectError(String namespace, String message, @Nullable Object data) {
        if (data != null) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("message", message);
            error.put(DATA, data);
            return connectErrorOf(namespace, error);
        }
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(3).text(TYPE).integer(CONNECT_ERROR).text(NAMESPACE).text(namespace);
        return packet(out.text(DATA).map(1).text("message").text(message));
    }

    /** A refusal whose data is this value. */
    @Override
    public EncodedPacket connectErrorOf(String namespace, Object error) {
        MsgpackWriter out = new MsgpackWriter(codec);
        out.map(3).text(TYPE).integer(CONNECT_ERROR).text(DATA).value(error);
        if (out.hasBinary()) {
            throw new PayloadException("data of a connect error must not contain binary", null);
        }
        return packet(out.text(NAMESPACE).text(namespace));
    }

    private static EncodedPacket packet(MsgpackWriter out) {
        return new EncodedPacket(null, List.of(out.bytes()));
    }

    /** @param maxAttachments unused, as the next: no packet has attachments, so binary values are bounded by the size of a message */
    @Override
    public Decoder newDecoder(int maxAttachments, long maxAttachmentBytes) {
        return MessageDecoder.INSTANCE;
    }

    /** Every message is a packet, so there is no state, and one instance serves all connections. */
    private static final class MessageDecoder implements Decoder {

        static final MessageDecoder INSTANCE = new MessageDecoder();

        @Override
        public Packet onText(String message, int from) throws PacketException {
            throw MessageScanner.unparseable();
        }

        @Override
        public Packet onBinary(byte[] message) throws PacketException {
            return new PacketReader(message).packet();
        }

        @Override
        public long retainedBytes() {
            return 0;
        }

        @Override
        public void reset() {}
    }
}
