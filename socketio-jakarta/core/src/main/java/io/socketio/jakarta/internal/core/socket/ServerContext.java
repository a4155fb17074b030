package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.core.ack.AckTable;
import io.socketio.jakarta.internal.core.event.LargeNumbers;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.core.mailbox.RetryingExecutor;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.engine.SessionIds;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.parser.PacketException;
import io.socketio.jakarta.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What everything in one Socket.IO server shares; the exchangeable parts are those of {@link ServerParts}. Thread-safe. */
public record ServerContext(
        EngineContext engine,
        PayloadCodec codec,
        Parser parser,
        AdapterFactory adapters,
        ListenerFilters filters,
        LiveSockets liveSockets) {

    public static ServerContext of(
            SocketIoOptions options,
            ServerParts parts,
            ServerExecutors executors,
            Scheduler scheduler,
            LongSupplier nanoTime) {
        return new ServerContext(
                EngineContext.of(options, parts.monitor(), executors, scheduler, nanoTime),
                parts.codec(),
                parts.parser(),
                parts.adapters(),
                new ListenerFilters(),
                new LiveSockets());
    }

    public SocketIoOptions options() {
        return engine.options();
    }

    public ServerMonitor monitor() {
        return engine.monitor();
    }

    public ServerExecutors executors() {
        return engine.executors();
    }

    public RetryingExecutor executor() {
        return engine.executor();
    }

    public Scheduler scheduler() {
        return engine.scheduler();
    }

    public LongSupplier nanoTime() {
        return engine.nanoTime();
    }

    public RateLimitedLog operatorLog() {
        return engine.operatorLog();
    }

    public MemoryBudget memory() {
        return engine.memory();
    }

    public SessionIds ids() {
        return engine.ids();
    }

    /** For one connection, with the limits of the options. */
    public Parser.Decoder newDecoder() {
        int maxAttachments = options().maxAttachments();
        return parser.newDecoder(maxAttachments, (long) options().maxPayloadBytes() * maxAttachments);
    }

    AckTable newAckTable(int maxPending, MemoryAccount account) {
        return new AckTable(maxPending, scheduler(), nanoTime(), account);
    }

    /**
     * Reads the auth data of a client.
     *
     * @param json the JSON object that came with CONNECT, or null
     * @throws PayloadException if the codec refuses it
     */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> readAuth(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        LargeNumbers.check(json);
        return (Map<String, @Nullable Object>) Objects.requireNonNull(codec.read(json, Map.class, List.of()));
    }

    /**
     * Arguments that bind as if a client had sent them.
     *
     * @param name what errors call the value, if it is no argument of an event; else null
     * @throws PayloadException if they cannot be written, or not be read back
     */
    public Arguments reread(@Nullable Object[] args, @Nullable String name) {
        EncodedPacket encoded = parser.event("/", Packet.NO_ACK, "replaced", args);
        Parser.Decoder decoder = parser.newDecoder(encoded.attachments().size(), Long.MAX_VALUE);
        String head = encoded.head();
        try {
            // The head begins with the type digit of Engine.IO.
            Packet packet = head == null ? null : decoder.onText(head, 1);
            for (byte[] attachment : encoded.attachments()) {
                packet = decoder.onBinary(attachment);
            }
            return new WireArguments(((Packet.Event) Objects.requireNonNull(packet)).arguments(), codec, name);
        } catch (PacketException e) {
            throw new PayloadException("the values cannot be read back", e);
        }
    }
}
