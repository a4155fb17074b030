package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.AckDelivery;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.core.mailbox.Bursts;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.SerialExecutor;
import io.socketio.jakarta.internal.core.recovery.ClusterRecoveringAdapter;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.internal.protocol.JsonValues;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.RecoveryOptions;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A namespace as its adapter sees it: what the adapter needs of the server. */
final class NamespaceHost implements AdapterHost {

    /** The part of the server's memory budget that may wait in each direction between the namespace and the bus. */
    private static final int BUS_SHARE = 4;

    private final CoreNamespace namespace;
    private final ServerContext context;
    private final Executor roomListeners;
    private final Executor serverEventListeners;

    NamespaceHost(CoreNamespace namespace) {
        this.namespace = namespace;
        this.context = namespace.context();
        this.roomListeners = newSerialExecutor("room listener");
        this.serverEventListeners = newSerialExecutor("listener of a server-side event");
    }

    @Override
    public String name() {
        return namespace.name();
    }

    // ---- Events for clients

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return plain(event, Packet.NO_ACK, options);
    }

    @Override
    public AckDelivery deliveryWithAck(BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse) {
        long ackId = namespace.nextAckId();
        return new Deliveries.WithAck(
                plain(event, ackId, options), ackId, context.scheduler(), options.timeout(), onResponse);
    }

    private Deliveries.Plain plain(BroadcastEvent event, long ackId, BroadcastOptions options) {
        Object[] args = event.args().toArray();
        EncodedPacket packet = context.parser().event(name(), ackId, event.name(), args);
        return new Deliveries.Plain(
                event.name(), args, Outgoing.toEveryEngine(packet, options.compress()), options.isVolatile());
    }

    // ---- User code

    @Override
    public void onServerSideEvent(String event, List<@Nullable Object> args, @Nullable Consumer<@Nullable Object> ack) {
        Arguments arguments = arguments(args);
        serverEventListeners.execute(() -> namespace.fireServerSide(event, arguments, new ServerSide.FirstAck(ack)));
    }

    @Override
    public void execute(Runnable work) {
        context.executors().own().execute(work);
    }

    @Override
    public void tell(Runnable task) {
        roomListeners.execute(task);
    }

    @Override
    public Executor newSerialExecutor(String what) {
        SerialExecutor serial = new SerialExecutor(
                context.executor(),
                Bursts.NONE,
                new MemoryAccount(context.memory(), () -> {}),
                thrown -> context.operatorLog().userCodeFailed(what, name(), thrown));
        return task -> serial.post(MailboxTask.of(task));
    }

    // ---- Values

    @Override
    public Arguments arguments(List<@Nullable Object> values) {
        return context.reread(values.toArray(), null);
    }

    @Override
    public String writeJson(@Nullable Object value, PayloadCodec.BinarySink binary) {
        return JsonValues.write(value, context.codec(), binary);
    }

    @Override
    public @Nullable Object readJson(String json, List<byte[]> attachments) {
        return attachments.isEmpty() ? JsonValues.read(json) : context.codec().read(json, Object.class, attachments);
    }

    @Override
    public RemoteSocket remoteSocket(String id, Handshake handshake, Set<String> rooms, Map<String, Object> data) {
        CoreBroadcast operator = CoreBroadcast.of(
                namespace, BroadcastOptions.one(id, namespace.options().ackTimeout()));
        return new SocketElsewhere(id, handshake, rooms, data, operator);
    }

    // ---- Recovery

    @Override
    public Adapter localAdapter() {
        return recovery().enabled() ? new ClusterRecoveringAdapter(this) : AdapterFactory.LOCAL.create(this);
    }

    @Override
    public RecoveryOptions recovery() {
        return context.options().recovery();
    }

    // ---- Time and limits

    @Override
    public Runnable later(Runnable task, Duration delay) {
        Scheduler.Cancellable timer = context.scheduler().schedule(task, delay);
        return timer::cancel;
    }

    @Override
    public long nanoTime() {
        return context.nanoTime().getAsLong();
    }

    @Override
    public Duration ackTimeout() {
        return namespace.options().ackTimeout();
    }

    @Override
    public long maxWaitingBytes() {
        return context.options().memoryBudgetBytes() / BUS_SHARE;
    }

    @Override
    public RateLimitedLog operatorLog() {
        return context.operatorLog();
    }
}
