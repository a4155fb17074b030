package io.socketio.jakarta.internal.protocol;

import static io.socketio.jakarta.parser.Packet.NO_ACK;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Parser;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The default parser of Socket.IO (protocol 5, "Packet encoding"): JSON text, with binary values as attachments in separate messages. {@code byte[]}
 * arguments are not copied, so the application must not write to them after it has sent them.
 */
public final class DefaultParser implements Parser {

    /** The initial buffer size; an event with a short text fits without reallocation. */
    private static final int INITIAL_CAPACITY = 96;

    private final PayloadCodec codec;

    /** @param codec writes values other than strings, numbers, booleans, dates, binary, maps, collections and arrays */
    public DefaultParser(PayloadCodec codec) {
        this.codec = Objects.requireNonNull(codec);
    }

    @Override
    public EncodedPacket event(String namespace, long ackId, String name, @Nullable Object[] args) {
        StringBuilder out = head(PacketHead.EVENT, namespace, ackId);
        out.append('[');
        JsonStrings.append(name, out);
        return withArguments(out, PacketHead.BINARY_EVENT, args);
    }

    @Override
    public EncodedPacket ack(String namespace, long ackId, @Nullable Object[] args) {
        if (ackId < 0) {
            throw new IllegalArgumentException("ack id is " + ackId + ", must not be negative");
        }
        StringBuilder out = head(PacketHead.ACK, namespace, ackId);
        out.append('[');
        return withArguments(out, PacketHead.BINARY_ACK, args);
    }

    @Override
    public EncodedPacket connected(String namespace, String socketId) {
        return connected(namespace, socketId, null);
    }

    @Override
    public EncodedPacket connected(String namespace, String socketId, @Nullable String privateId) {
        StringBuilder out = head(PacketHead.CONNECT, namespace, NO_ACK).append("{\"sid\":");
        JsonStrings.append(socketId, out);
        if (privateId != null) {
            JsonStrings.append(privateId, out.append(",\"pid\":"));
        }
        return new EncodedPacket(out.append('}').toString(), List.of());
    }

    @Override
    public EncodedPacket connectedWithoutId(String namespace) {
        return new EncodedPacket(head(PacketHead.CONNECT, namespace, NO_ACK).toString(), List.of());
    }

    @Override
    public EncodedPacket disconnect(String namespace) {
        return new EncodedPacket(head(PacketHead.DISCONNECT, namespace, NO_ACK).toString(), List.of());
    }

    @Override
    public EncodedPacket connectError(String namespace, String message, @Nullable Object data) {
        StringBuilder out = head(PacketHead.CONNECT_ERROR, namespace, NO_ACK).append("{\"message\":");
        JsonStrings.append(message, out);
        if (data != null) {
            writeWithoutBinary(out.append(",\"data\":"), data);
        }
        return new EncodedPacket(out.append('}').toString(), List.of());
    }

    @Override
    public EncodedPacket connectErrorOf(String namespace, Object error) {
        StringBuilder out = head(PacketHead.CONNECT_ERROR, namespace, NO_ACK);
        writeWithoutBinary(out, error);
        return new EncodedPacket(out.toString(), List.of());
    }

    private void writeWithoutBinary(StringBuilder out, Object data) {
        JsonWriter json = new JsonWriter(out, codec);
        json.write(data);
        if (!json.attachments().isEmpty()) {
            throw new PayloadException("data of a connect error must not contain binary", null);
        }
    }

    @Override
    public Decoder newDecoder(int maxAttachments, long maxAttachmentBytes) {
        return new PacketDecoder(maxAttachments, maxAttachmentBytes);
    }

    private EncodedPacket withArguments(StringBuilder out, int binaryType, @Nullable Object[] args) {
        JsonWriter json = new JsonWriter(out, codec);
        // The name of an event precedes its arguments.
        boolean comma = binaryType == PacketHead.BINARY_EVENT;
        for (Object arg : args) {
            if (comma) {
                out.append(',');
            }
            json.write(arg);
            comma = true;
        }
        out.append(']');
        List<byte[]> attachments = json.attachments();
        if (!attachments.isEmpty()) {
            out.setCharAt(1, (char) ('0' + binaryType));
            out.insert(2, attachments.size() + "-");
        }
        return new EncodedPacket(out.toString(), attachments);
    }

    private static StringBuilder head(int type, String namespace, long ackId) {
        StringBuilder out = new StringBuilder(INITIAL_CAPACITY);
        out.append(EncodedPacket.MESSAGE).append((char) ('0' + type));
        if (!namespace.isEmpty() && !namespace.equals("/")) {
            out.append(namespace).append(',');
        }
        if (ackId >= 0) {
            out.append(ackId);
        }
        return out;
    }
}
