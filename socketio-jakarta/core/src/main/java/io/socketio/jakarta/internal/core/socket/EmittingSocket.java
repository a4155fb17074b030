package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.core.ack.AckTable;
import io.socketio.jakarta.internal.core.ack.PendingAck;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a socket sends: emits, acknowledgements in both directions, its share of broadcasts, and the rooms that it joins. */
abstract class EmittingSocket extends ListeningSocket implements LocalSocket {

    private static final VarHandle ACKS;

    static {
        try {
            ACKS = MethodHandles.lookup().findVarHandle(EmittingSocket.class, "acks", AckTable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final String id;
    final SocketNamespace namespace;
    final SocketConnection connection;
    private final ServerContext context;
    private final SocketRecovery recovery;

    /** What CONNECT brought, as long as nobody has decided about it; null when it brought nothing, or the decision came at once. */
    private volatile @Nullable Reservation connectWeight;

    /** Null until the first emit that wants an acknowledgement. */
    private volatile @Nullable AckTable acks;

    EmittingSocket(
            String id,
            SocketNamespace namespace,
            SocketConnection connection,
            ServerContext context,
            SocketRecovery recovery) {
        this.recovery = recovery;
        this.id = id;
        this.namespace = namespace;
        this.connection = connection;
        this.context = context;
    }

    /** CONNECT waits for middleware, with what it brought. */
    public final void onConnectWaits(@Nullable Reservation weight) {
        connectWeight = weight;
    }

    /** CONNECT no longer waits. Idempotent. */
    public final void onConnectDecided() {
        Reservation weight = connectWeight;
        if (weight != null) {
            weight.release();
            connectWeight = null;
        }
    }

    /** Whether the socket has ended: nothing is sent any more. */
    public abstract boolean isEnded();

    final ServerContext context() {
        return context;
    }

    /** What outlives the connection. */
    public final SocketRecovery recovery() {
        return recovery;
    }

    // ---- Emits

    void send(String event, @Nullable Object[] args, boolean isVolatile, boolean compress) {
        Outgoing.checkName(event);
        if (!isVolatile && recovery.keepsEvents(isReachable())) {
            BroadcastOptions me = BroadcastOptions.everybody(namespace.options().ackTimeout());
            namespace
                    .adapter()
                    .broadcast(
                            new BroadcastEvent(event, Arrays.asList(args)),
                            me.to(id).compress(compress));
            return;
        }
        if (isEnded() || isVolatile && !connection.isWritable()) {
            return;
        }
        EncodedPacket packet = context.parser().event(namespace.name(), Packet.NO_ACK, event, args);
        onOutgoing(event, args);
        connection.send(Outgoing.toEngine(packet, compress));
    }

    void sendWithAck(String event, @Nullable Object[] args, SocketEmitter flags, PendingAck ack) {
        Outgoing.checkName(event);
        long ackId = namespace.nextAckId();
        EncodedPacket packet = context.parser().event(namespace.name(), ackId, event, args);
        if (!await(ackId, ack, flags.ackTimeout())) {
            return;
        }
        // Events without acknowledgement have gone through the adapter.
        namespace.adapter().afterEvents(() -> {
            if (!flags.isVolatile() || connection.isWritable()) {
                onOutgoing(event, args);
                connection.send(Outgoing.toEngine(packet, flags.isCompressed()));
            }
        });
    }

    /**
     * Waits for an acknowledgement; on failure the waiter has been told.
     *
     * @param timeout null when the waiter takes care of it
     */
    boolean await(long ackId, PendingAck ack, @Nullable Duration timeout) {
        AckTable table = acksForChange();
        // The table is closed after the phase has changed: either this sees the end, or the end sees this.
        if (isEnded()) {
            table.close();
        }
        switch (table.add(ackId, ack, timeout)) {
            case WAITING -> {
                return true;
            }
            case CLOSED -> ack.onFailure(new AckDisconnectedException());
            case FULL ->
                ack.onFailure(new IllegalStateException("socket " + id + " owes "
                        + namespace.options().maxPendingAcks()
                        + " acknowledgements already, which is the limit (SocketIoOptions.maxPendingAcks)"));
        }
        return false;
    }

    void forgetAck(long ackId) {
        AckTable table = acks;
        if (table != null) {
            table.take(ackId);
        }
    }

    /** One recipient of a broadcast. @return whether the packets are queued */
    boolean enqueue(String event, @Nullable Object[] args, List<OutboundPacket> packets, boolean isVolatile) {
        if (!isReachable() || isVolatile && !connection.isWritable()) {
            return false;
        }
        onOutgoing(event, args);
        return connection.enqueue(packets);
    }

    final void onOutgoing(String event, @Nullable Object[] args) {
        fireOutgoing(event, args);
        context.monitor().onEventSent(this, event, args);
    }

    void sendAck(long ackId, @Nullable Object[] args) {
        connection.send(Outgoing.toEngine(context.parser().ack(namespace.name(), ackId, args), true));
        context.monitor().onAckSent(this);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        send(event, Outgoing.arguments(args), false, true);
    }

    @Override
    public void emit(String event, @Nullable Object[] args, AckCallback callback) {
        emitter().emit(event, args, callback);
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        return emitter().emitWithAck(event, args);
    }

    @Override
    public Emitter asVolatile() {
        return emitter().asVolatile();
    }

    @Override
    public Emitter compress(boolean compress) {
        return emitter().compress(compress);
    }

    @Override
    public Emitter timeout(Duration timeout) {
        return emitter().timeout(timeout);
    }

    private SocketEmitter emitter() {
        return new SocketEmitter(this, false, true, namespace.options().ackTimeout());
    }

    @Override
    public void flush() {
        connection.flush();
    }

    // ---- Acknowledgements from the client

    /** @return false if too much waits for the connection */
    public boolean onAck(Packet.Ack packet) {
        AckTable waiting = acks;
        PendingAck ack = waiting == null ? null : waiting.take(packet.ackId());
        if (ack == null) {
            Loggers.SOCKET.log(
                    System.Logger.Level.DEBUG, "{0} sent an acknowledgement for which nobody waits any more", this);
            return true;
        }
        Reservation weight = new Reservation(connection.memory());
        if (!weight.resize(AckTable.ENTRY_BYTES + packet.arguments().retainedBytes())) {
            weight.release();
            ack.onFailure(new AckDisconnectedException());
            return false;
        }
        context.monitor().onAckReceived(this);
        ack.onResponse(new WireArguments(packet.arguments(), context.codec()), weight);
        return true;
    }

    /** The socket has ended: whoever waits is told. */
    final void closeAcks() {
        AckTable waiting = acks;
        if (waiting != null) {
            waiting.close();
        }
    }

    private AckTable acksForChange() {
        AckTable present = acks;
        if (present != null) {
            return present;
        }
        AckTable fresh = context.newAckTable(namespace.options().maxPendingAcks(), connection.memory());
        AckTable other = (AckTable) ACKS.compareAndExchange(this, null, fresh);
        return other == null ? fresh : other;
    }

    // ---- Rooms and broadcasts

    @Override
    public void join(String... rooms) {
        namespace.adapter().addAll(id, Arrays.asList(rooms));
    }

    @Override
    public void leave(String... rooms) {
        for (String room : rooms) {
            namespace.adapter().del(id, room);
        }
    }

    @Override
    public BroadcastOperator broadcast() {
        return namespace.everybody().except(id);
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        return broadcast().to(rooms);
    }

    @Override
    public BroadcastOperator in(String... rooms) {
        return broadcast().to(rooms);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return broadcast().except(rooms);
    }

    @Override
    public BroadcastOperator local() {
        return broadcast().local();
    }
}
