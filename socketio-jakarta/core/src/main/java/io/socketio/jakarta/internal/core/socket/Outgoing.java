package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.ReservedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every emit does, whoever emits. */
public final class Outgoing {

    private static final @Nullable Object[] ONE_NULL = {null};

    private Outgoing() {}

    /** @throws IllegalArgumentException if the name is reserved */
    public static void checkName(String event) {
        if (ReservedEvents.contains(event)) {
            throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
        }
    }

    /** @throws IllegalArgumentException if the timeout is not positive */
    public static Duration checkTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
        }
        return timeout;
    }

    /** For {@code emit("event", null)}, in which Java sees a missing array but the caller means one argument. */
    public static @Nullable Object[] arguments(@Nullable Object @Nullable [] args) {
        return args == null ? ONE_NULL : args;
    }

    /** The packet as the engine takes it: the head, if there is one, then each attachment. */
    public static List<OutboundPacket> toEngine(EncodedPacket packet, boolean compress) {
        return toEngine(packet, compress, false);
    }

    /** The same for several recipients. */
    public static List<OutboundPacket> toEveryEngine(EncodedPacket packet, boolean compress) {
        return toEngine(packet, compress, true);
    }

    private static List<OutboundPacket> toEngine(EncodedPacket packet, boolean compress, boolean shared) {
        String head = packet.head();
        List<byte[]> attachments = packet.attachments();
        if (head != null && attachments.isEmpty()) {
            return List.of(new OutboundPacket(head, null, compress, shared));
        }
        List<OutboundPacket> all = new ArrayList<>(attachments.size() + 1);
        if (head != null) {
            all.add(new OutboundPacket(head, null, compress, shared));
        }
        for (byte[] attachment : attachments) {
            all.add(new OutboundPacket(null, attachment, compress, shared));
        }
        return all;
    }
}
