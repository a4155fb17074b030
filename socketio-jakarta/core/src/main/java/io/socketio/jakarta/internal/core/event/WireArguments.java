package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.protocol.PacketArguments;
import io.socketio.jakarta.json.PayloadCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client sent, bound on demand: scalars and whole attachments by ourselves, everything else by the codec. */
public final class WireArguments implements Arguments {

    private final PacketArguments packet;
    private final PayloadCodec codec;

    public WireArguments(PacketArguments packet, PayloadCodec codec) {
        this.packet = packet;
        this.codec = codec;
    }

    @Override
    public int size() {
        return packet.size();
    }

    @Override
    public @Nullable Object arg(int index) {
        if (index >= packet.size() || packet.isNull(index)) {
            return null;
        }
        if (packet.isString(index)) {
            return packet.string(index);
        }
        if (packet.isNumber(index)) {
            Number number = packet.number(index);
            long value = number.longValue();
            return number instanceof Long && value == (int) value ? (Object) (int) value : number;
        }
        if (packet.isBoolean(index)) {
            return packet.booleanValue(index);
        }
        return packet.isBinary(index) ? packet.binary(index) : read(index, Object.class);
    }

    @Override
    public @Nullable Object arg(int index, Type type) {
        if (type == Object.class) {
            return arg(index);
        }
        if (index >= packet.size() || packet.isNull(index)) {
            return null;
        }
        if (type == String.class && packet.isString(index)) {
            return packet.string(index);
        }
        if (packet.isNumber(index)) {
            return number(index, type);
        }
        if ((type == Boolean.class || type == boolean.class) && packet.isBoolean(index)) {
            return packet.booleanValue(index);
        }
        return type == byte[].class && packet.isBinary(index) ? packet.binary(index) : read(index, type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T arg(int index, Class<T> type) {
        // Not type.cast: that refuses the box of a primitive class.
        return (T) arg(index, (Type) type);
    }

    @Override
    public List<@Nullable Object> toList() {
        int size = packet.size();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(arg(i));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public String toString() {
        return packet.toString();
    }

    private @Nullable Object number(int index, Type type) {
        if (type == Long.class || type == long.class) {
            return packet.longValue(index);
        }
        if (type == Integer.class || type == int.class) {
            long value = packet.longValue(index);
            return value == (int) value ? (Object) (int) value : read(index, type);
        }
        if (type == Double.class || type == double.class) {
            return packet.doubleValue(index);
        }
        return type == Number.class ? packet.number(index) : read(index, type);
    }

    private @Nullable Object read(int index, Type type) {
        return codec.read(packet.json(index), type, packet.attachments());
    }
}
