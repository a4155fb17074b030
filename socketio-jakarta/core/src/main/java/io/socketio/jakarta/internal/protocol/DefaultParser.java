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

    /** Type digits, an id of the usual length, brackets, quotes. */
    private static final int HEAD_CAPACITY = 20;

    /** Characters of an argument whose length is not known before. */
    private static final int USUAL_ARGUMENT = 64;

    /** Larger buffers grow as they are filled. */
    private static final int MAX_CAPACITY = 1 << 20;

    private final PayloadCodec codec;

    /** @param codec writes values other than strings, numbers, booleans, dates, binary, maps, collections and arrays */
    public DefaultParser(PayloadCodec codec) {
        this.codec = Objects.requireNonNull(codec);
    }

    @Override
    public EncodedPacket event(String namespace, long ackId, String name, @Nullable Object[] args) {
        if (ackId < 0 && isRoot(namespace) && JsonStrings.isPlain(name) && isOnePlainString(args)) {
            return new EncodedPacket("42[\"" + name + "\",\"" + args[0] + "\"]", List.of());
        }
        StringBuilder out = head(PacketHead.EVENT, namespace, ackId, name.length() + capacity(args));
        out.append('[');
        JsonStrings.append(name, out);
        return withArguments(out, PacketHead.BINARY_EVENT, args);
    }

    @Override
    public EncodedPacket ack(String namespace, long ackId, @Nullable Object[] args) {
        if (ackId < 0) {
            throw new IllegalArgumentException("ack id is " + ackId + ", must not be negative");
        }
        if (isRoot(namespace) && isOnePlainString(args)) {
            return new EncodedPacket("43" + ackId + "[\"" + args[0] + "\"]", List.of());
        }
        StringBuilder out = head(PacketHead.ACK, namespace, ackId, capacity(args));
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

    /** Returns whether the packet can be put together without a buffer: the most frequent one by far, and the one that costs least to write. */
    private static boolean isOnePlainString(@Nullable Object[] args) {
        return args.length == 1 && args[0] instanceof String only && JsonStrings.isPlain(only);
    }

    private static boolean isRoot(String namespace) {
        return namespace.isEmpty() || namespace.equals("/");
    }

    /** Returns how many characters the arguments take, about. */
    private static int capacity(@Nullable Object[] args) {
        long capacity = 0;
        for (Object arg : args) {
            capacity += arg instanceof String string ? string.length() + 3L : USUAL_ARGUMENT;
        }
        return (int) Math.min(capacity, MAX_CAPACITY);
    }

    private static StringBuilder head(int type, String namespace, long ackId) {
        return head(type, namespace, ackId, USUAL_ARGUMENT);
    }

    /** @param capacity characters that follow, about */
    private static StringBuilder head(int type, String namespace, long ackId, int capacity) {
        StringBuilder out = new StringBuilder(HEAD_CAPACITY + namespace.length() + capacity);
        out.append(EncodedPacket.MESSAGE).append((char) ('0' + type));
        if (!isRoot(namespace)) {
            out.append(namespace).append(',');
        }
        if (ackId >= 0) {
            out.append(ackId);
        }
        return out;
    }
}
