package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.core.ack.AckTable;
import io.socketio.jakarta.internal.core.ack.PendingAck;
import io.socketio.jakarta.internal.core.event.WireArguments;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.SerialExecutor;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.protocol.EncodedPacket;
import io.socketio.jakarta.internal.protocol.Packet;
import io.socketio.jakarta.options.NamespaceOptions;
import io.socketio.jakarta.session.HttpSessionAttributes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace.
 *
 * <p>Phases: {@code CONNECTING} (middleware decides) → {@code JOINED} (in the namespace, takes events) → {@code CONNECTED} (CONNECT is queued, so
 * broadcasts may follow) → {@code ENDED}. Any phase may go to {@code ENDED}, once.
 *
 * <p>The end is two steps. At once, on whatever thread learns of it: the phase changes, so nothing is sent any more; rooms and namespace are left; who
 * waits for acknowledgements is told. Later, in the mailbox, behind the events that came before: the listeners of {@code disconnecting} and
 * {@code disconnect}. {@link #rooms()} keeps showing the last rooms until the former have run. So a listener that throws, or never ends, keeps no dead
 * socket in a room.
 */
final class CoreSocket extends ListeningSocket implements LocalSocket, NamespaceSlot {

    private static final int CONNECTING = 0;
    private static final int JOINED = 1;
    private static final int CONNECTED = 2;
    private static final int ENDED = 3;

    private static final String[] PHASE_NAMES = {"connecting", "joined", "connected", "disconnected"};

    private static final VarHandle PHASE;
    private static final VarHandle DATA;
    private static final VarHandle ACKS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(CoreSocket.class, "phase", int.class);
            DATA = lookup.findVarHandle(CoreSocket.class, "data", Map.class);
            ACKS = lookup.findVarHandle(CoreSocket.class, "acks", AckTable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String id;
    private final CoreNamespace namespace;
    private final ClientConnection connection;
    private final SerialExecutor mailbox;

    private volatile int phase;
    /** Null until the mailbox begins with the first middleware; nobody sees the socket before. */
    private volatile @Nullable Handshake handshake;
    /** Null until it is asked for. */
    private volatile @Nullable Map<String, Object> data;
    /** Null until the first emit that wants an acknowledgement. */
    private volatile @Nullable AckTable acks;
    /** The rooms at the end; null before. */
    private volatile @Nullable Set<String> lastRooms;
    /** The server has ended the socket: events that still wait are dropped. */
    private volatile boolean deaf;

    CoreSocket(String id, CoreNamespace namespace, ClientConnection connection) {
        this.id = id;
        this.namespace = namespace;
        this.connection = connection;
        this.mailbox = new SerialExecutor(namespace.server().dispatcher());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return Objects.requireNonNull(handshake, "handshake");
    }

    void handshake(Handshake known) {
        handshake = known;
    }

    @Override
    public @Nullable Object auth(Type type) {
        return server().reread(new Object[] {handshake().auth()}).arg(0, type);
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public String namespaceName() {
        return namespace.name();
    }

    @Override
    public Client client() {
        return connection;
    }

    @Override
    public @Nullable HttpSessionAttributes httpSession() {
        return connection.httpSession();
    }

    NamespaceOptions options() {
        return namespace.options();
    }

    CoreServer server() {
        return namespace.server();
    }

    SerialExecutor mailbox() {
        return mailbox;
    }

    // ---- Phases

    @Override
    public boolean isConnected() {
        int now = phase;
        return now == JOINED || now == CONNECTED;
    }

    @Override
    public boolean isReachable() {
        return phase == CONNECTED;
    }

    @Override
    public boolean isRecovered() {
        return false;
    }

    boolean isEnded() {
        return phase == ENDED;
    }

    /** Middleware has let the socket in. @return false if it has ended meanwhile */
    boolean toJoined() {
        return PHASE.compareAndSet(this, CONNECTING, JOINED);
    }

    /** CONNECT is queued: broadcasts may follow. */
    void toConnected() {
        PHASE.compareAndSet(this, JOINED, CONNECTED);
    }

    /** Middleware has refused the socket. @return false if it has ended meanwhile */
    boolean toRefused() {
        if (!PHASE.compareAndSet(this, CONNECTING, ENDED)) {
            return false;
        }
        leaveEverything();
        lastRooms = Set.of();
        mailbox.post(MailboxTask.of(this::onAbandoned));
        return true;
    }

    /**
     * Ends the socket, unless it has ended.
     *
     * @param farewell what the client is told, or null
     * @param deafNow whether events that still wait are dropped
     */
    void end(DisconnectReason reason, @Nullable EncodedPacket farewell, boolean deafNow) {
        int before = (int) PHASE.getAndSet(this, ENDED);
        if (before == ENDED) {
            return;
        }
        deaf = deafNow;
        if (farewell != null) {
            connection.send(farewell);
        }
        leaveEverything();
        AckTable waiting = acks;
        if (waiting != null) {
            waiting.close();
        }
        mailbox.releasePause();
        if (before != CONNECTING) {
            mailbox.post(MailboxTask.of(() -> onEnded(reason)));
        } else {
            mailbox.post(MailboxTask.of(this::onAbandoned));
        }
    }

    private void leaveEverything() {
        namespace.remove(this);
        namespace.leave();
        connection.remove(this);
    }

    private void onAbandoned() {
        for (NamespaceMiddleware middleware : namespace.middlewares()) {
            try {
                middleware.onAbandoned(this);
            } catch (Throwable t) {
                onFailed("middleware", t);
            }
        }
        connection.onSocketGone();
    }

    private void onEnded(DisconnectReason reason) {
        try {
            ListenerFilters filters = server().filters();
            filters.onDisconnecting(this, reason, () -> fireDisconnect("disconnecting", reason));
            lastRooms = Set.of();
            filters.onDisconnect(this, reason, () -> fireDisconnect("disconnect", reason));
        } finally {
            connection.onSocketGone();
            server().onSocketGone();
        }
    }

    @Override
    public void disconnect(boolean close) {
        if (!isConnected()) {
            return;
        }
        if (close) {
            connection.disconnectAll();
        } else {
            endByServer();
        }
    }

    void endByServer() {
        if (isConnected()) {
            end(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, server().encoder().disconnect(namespace.name()), true);
        }
    }

    // ---- Incoming

    /** Whether events that waited in the mailbox are still to be handled. */
    boolean handlesEvents() {
        return !deaf;
    }

    /** Queues an event. @return false if too many wait */
    boolean offer(Packet.Event packet, int weight) {
        CoreServer server = server();
        IncomingEvent event = new IncomingEvent(
                this, packet.name(), new WireArguments(packet.arguments(), server.codec()), packet.ackId());
        NamespaceOptions options = namespace.options();
        return mailbox.offer(event, weight, options.maxPendingEvents(), options.maxPendingChars());
    }

    void onAck(Packet.Ack packet) {
        AckTable waiting = acks;
        PendingAck ack = waiting == null ? null : waiting.take(packet.ackId());
        if (ack != null) {
            ack.onResponse(new WireArguments(packet.arguments(), server().codec()));
        }
    }

    @Override
    public void execute(Runnable task) {
        mailbox.post(MailboxTask.of(() -> {
            try {
                task.run();
            } catch (Throwable t) {
                onFailed("task", t);
                fireError(t);
            }
        }));
    }

    /** A packet of this client could not be decoded. */
    void onBadPacket(Throwable error) {
        mailbox.post(MailboxTask.of(() -> fireError(error)));
    }

    @Override
    public void onFailed(String where, Throwable cause) {
        server().operatorLog().userCodeFailed(where, namespace.name(), cause);
    }

    // ---- Outgoing

    void send(String event, @Nullable Object[] args, boolean isVolatile, boolean compress) {
        Outgoing.checkName(event);
        if (phase == ENDED || isVolatile && !connection.isWritable()) {
            return;
        }
        EncodedPacket packet = server().encoder().event(namespace.name(), Packet.NO_ACK, event, args);
        fireOutgoing(event, args);
        connection.send(Outgoing.toEngine(packet, compress));
    }

    void sendWithAck(String event, @Nullable Object[] args, SocketEmitter flags, PendingAck ack) {
        Outgoing.checkName(event);
        long ackId = namespace.nextAckId();
        EncodedPacket packet = server().encoder().event(namespace.name(), ackId, event, args);
        if (!await(ackId, ack, flags.ackTimeout())) {
            return;
        }
        if (!flags.isVolatile() || connection.isWritable()) {
            fireOutgoing(event, args);
            connection.send(Outgoing.toEngine(packet, flags.isCompressed()));
        }
    }

    /**
     * Waits for an acknowledgement; on failure the waiter has been told.
     *
     * @param timeout null when the waiter takes care of it
     */
    boolean await(long ackId, PendingAck ack, @Nullable Duration timeout) {
        AckTable table = acksForChange();
        // The table is closed after the phase has changed: either this sees the end, or the end sees this.
        if (phase == ENDED) {
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
        if (phase != CONNECTED || isVolatile && !connection.isWritable()) {
            return false;
        }
        fireOutgoing(event, args);
        return connection.enqueue(packets);
    }

    @Override
    public void flush() {
        connection.flush();
    }

    void sendAck(long ackId, @Nullable Object[] args) {
        connection.send(server().encoder().ack(namespace.name(), ackId, args));
    }

    /** Arguments as if they had come from the client. */
    Arguments reread(@Nullable Object[] args) {
        return server().reread(args);
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

    // ---- Rooms and broadcasts

    @Override
    public Set<String> rooms() {
        Set<String> now = namespace.adapter().socketRooms(id);
        // Read behind the adapter's answer: who is in no room any more has been told before which they were.
        Set<String> last = lastRooms;
        return now.isEmpty() && last != null ? last : now;
    }

    @Override
    public void onLeaving(Set<String> rooms) {
        lastRooms = rooms;
    }

    @Override
    public void join(String... rooms) {
        namespace.adapter().addAll(id, Arrays.asList(rooms));
    }

    @Override
    public void leave(String room) {
        namespace.adapter().del(id, room);
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

    // ---- State of the application

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
        Map<String, Object> present = data;
        if (present != null) {
            return present;
        }
        Map<String, Object> fresh = new ConcurrentHashMap<>(4);
        Map<String, Object> other = (Map<String, Object>) DATA.compareAndExchange(this, null, fresh);
        return other == null ? fresh : other;
    }

    private AckTable acksForChange() {
        AckTable present = acks;
        if (present != null) {
            return present;
        }
        AckTable fresh = server().newAckTable(namespace.options().maxPendingAcks());
        AckTable other = (AckTable) ACKS.compareAndExchange(this, null, fresh);
        return other == null ? fresh : other;
    }

    @Override
    public String toString() {
        return "Socket[" + id + " in " + namespace.name() + ", " + PHASE_NAMES[phase] + ", " + connection.transport()
                + ", " + mailbox.length() + " events waiting]";
    }
}
