package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.core.ack.AckTable;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.core.mailbox.RetryingExecutor;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.internal.protocol.PacketDecoder;
import io.socketio.jakarta.internal.protocol.PacketEncoder;
import io.socketio.jakarta.internal.protocol.PacketException;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.options.SocketIoOptions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What everything in one server shares. Thread-safe.
 *
 * @param executor runs user code
 * @param scheduler runs timers; no user code
 * @param nanoTime the clock that the scheduler keeps
 */
public record ServerContext(
        SocketIoOptions options,
        PayloadCodec codec,
        PacketEncoder encoder,
        RetryingExecutor executor,
        Scheduler scheduler,
        LongSupplier nanoTime,
        RateLimitedLog operatorLog,
        ListenerFilters filters,
        LiveSockets liveSockets,
        SessionIds ids) {

    public static ServerContext of(
            SocketIoOptions options,
            PayloadCodec codec,
            Executor executor,
            Scheduler scheduler,
            LongSupplier nanoTime) {
        RateLimitedLog operatorLog = new RateLimitedLog(nanoTime);
        return new ServerContext(
                options,
                codec,
                new PacketEncoder(codec),
                new RetryingExecutor(executor, scheduler, operatorLog),
                scheduler,
                nanoTime,
                operatorLog,
                new ListenerFilters(),
                new LiveSockets(),
                new SessionIds(new SecureRandom()));
    }

    AckTable newAckTable(int maxPending) {
        return new AckTable(maxPending, scheduler, nanoTime);
    }

    /**
     * Arguments as if a client had sent them.
     *
     * @param name what errors call the value, if it is no argument of an event; else null
     * @throws PayloadException if they cannot be written, or not be read back
     */
    Arguments reread(@Nullable Object[] args, @Nullable String name) {
        EncodedPacket encoded = encoder.event("/", Packet.NO_ACK, "replaced", args);
        PacketDecoder decoder = new PacketDecoder(encoded.attachments().size(), Long.MAX_VALUE);
        try {
            Packet packet = decoder.onText(encoded.head(), 1);
            for (byte[] attachment : encoded.attachments()) {
                packet = decoder.onBinary(attachment);
            }
            return new WireArguments(((Packet.Event) Objects.requireNonNull(packet)).arguments(), codec, name);
        } catch (PacketException e) {
            throw new PayloadException("the values cannot be read back", e);
        }
    }
}
