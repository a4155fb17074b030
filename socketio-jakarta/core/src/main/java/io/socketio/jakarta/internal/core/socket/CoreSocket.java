package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.internal.core.mailbox.MailboxTask;
import io.socketio.jakarta.internal.core.mailbox.SerialExecutor;
import io.socketio.jakarta.internal.engine.http.PostedRequest;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.parser.EncodedPacket;
import io.socketio.jakarta.parser.Packet;
import io.socketio.jakarta.session.HttpSessionAttributes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace.
 *
 * <p>The end is two steps, whatever the {@link SocketPhase}. At once, on whatever thread learns of it: the phase changes, so nothing is sent any
 * more; rooms and namespace are left; who waits for acknowledgements is told. Later, in the mailbox, behind the events that came before: the listeners
 * for the end; {@link #rooms()} shows the last rooms to the first of them. So a listener that never ends keeps no dead socket in a room.
 */
public final class CoreSocket extends EmittingSocket implements NamespaceSlot {

    private static final VarHandle DATA;

    static {
        try {
            DATA = MethodHandles.lookup().findVarHandle(CoreSocket.class, "data", SocketData.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SerialExecutor mailbox;
    private final SocketPhase phase = new SocketPhase();

    /** Null until the mailbox begins with the first middleware; nobody sees the socket before. */
    private volatile @Nullable Handshake handshake;
    /** Null until it is asked for. */
    private volatile @Nullable SocketData data;
    /** The rooms at the end; null before. */
    private volatile @Nullable Set<String> lastRooms;
    /** The server has ended the socket: events that still wait are dropped. */
    private volatile boolean dropped;
    /** The connection listeners have been called. Touched by the mailbox only. */
    private boolean announced;

    public CoreSocket(
            String id,
            SocketNamespace namespace,
            SocketConnection connection,
            ServerContext context,
            SocketRecovery recovery) {
        super(id, namespace, connection, context, recovery);
        this.data = SocketData.of(recovery.data());
        this.mailbox = new SerialExecutor(
                connection.share(), connection, connection.memory(), thrown -> onError("a task", thrown));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return Objects.requireNonNull(handshake, "handshake");
    }

    public void handshake(Handshake known) {
        handshake = known;
    }

    @Override
    public @Nullable Object auth(Type type) {
        return context().reread(new Object[] {handshake().auth()}, "auth").arg(0, type);
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

    public SerialExecutor mailbox() {
        return mailbox;
    }

    // ---- Phases

    @Override
    public boolean isConnected() {
        return phase.isConnected();
    }

    @Override
    public boolean isReachable() {
        return phase.isReachable();
    }

    @Override
    public boolean isRecovered() {
        return recovery().restored() != null;
    }

    @Override
    public boolean isEnded() {
        return phase.isEnded();
    }

    /** Middleware has let the socket in. @return false if it has ended meanwhile */
    public boolean toJoined() {
        return phase.toJoined();
    }

    /** CONNECT is queued: broadcasts may follow. */
    public void toConnected() {
        phase.toConnected();
    }

    /** Whoever has let the socket in has answered CONNECT, or failed to. An end that came meanwhile begins. */
    public void onConnectAnswered() {
        SocketEnd end = phase.toAnswered();
        if (end != null) {
            end.begin(true);
        }
    }

    /**
     * Calls the connection listeners, unless they have been called; in the mailbox. An end that comes while CONNECT is answered may be there before the
     * task that was to announce the socket: then the end announces it, because what the disconnect listeners undo has been done before.
     */
    public void announce() {
        if (!announced) {
            announced = true;
            namespace.fireConnection(this);
        }
    }

    /** Middleware has refused the socket. @return false if it has ended meanwhile */
    public boolean toRefused() {
        SocketEnd end = new SocketEnd(this, null, null);
        if (!phase.toRefused()) {
            return false;
        }
        end.begin(false);
        forgetRooms();
        return true;
    }

    /**
     * Ends the socket, unless it has ended.
     *
     * @param lastPacket what the client is told, or null
     * @param dropsPending whether events that still wait are dropped
     */
    public void end(DisconnectReason reason, @Nullable EncodedPacket lastPacket, boolean dropsPending) {
        SocketEnd end = new SocketEnd(this, reason, lastPacket);
        recovery().onEnding(reason);
        SocketPhase.End found = phase.toEnded(end);
        if (dropsPending && found != SocketPhase.End.AGAIN) {
            dropPending();
        }
        end.onPhase(found);
    }

    /** {@link #rooms()} shows none any more. */
    void forgetRooms() {
        lastRooms = Set.of();
    }

    /** Events that still wait are dropped, also if the socket has ended without that. */
    public void dropPending() {
        dropped = true;
        mailbox.dropCounted();
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

    public void endByServer() {
        if (isConnected()) {
            end(DisconnectReason.SERVER_NAMESPACE_DISCONNECT, context().parser().disconnect(namespace.name()), true);
        }
    }

    // ---- Incoming

    /** Whether events that waited in the mailbox are still to be handled. */
    boolean handlesEvents() {
        return !dropped;
    }

    /**
     * Queues an event.
     *
     * @param post the request that has brought it, or null
     * @return false if too many wait here, or too much for the connection
     */
    public boolean offer(Packet.Event packet, @Nullable PostedRequest post) {
        IncomingEvent event = IncomingEvent.of(this, packet, post);
        context().monitor().onEventReceived(this, packet.name(), event);
        int weight = IncomingEvent.weight(packet, post == null ? 0 : post.charge(this));
        int most = namespace.options().maxPendingEvents();
        return connection.isReadingFrame()
                ? mailbox.offerFromReader(event, weight, most)
                : mailbox.offer(event, weight, most);
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
    public void onBadPacket(Throwable error) {
        mailbox.post(MailboxTask.of(() -> fireError(error)));
    }

    @Override
    public void onFailed(String where, Throwable cause) {
        if (Causes.includeError(cause)) {
            onError(where, cause);
        } else {
            context().operatorLog().userCodeFailed(where, namespace.name(), cause);
        }
    }

    /** Something has failed in a way that the connection does not survive. */
    void onError(String where, Throwable cause) {
        connection.onError(where, namespace.name(), cause);
    }

    // ---- State of the application

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
    public Map<String, @Nullable Object> data() {
        if (data == null) {
            DATA.compareAndSet(this, null, new SocketData());
        }
        return Objects.requireNonNull(data, "data");
    }

    @Override
    public String toString() {
        return "Socket[" + id + " in " + LogText.plain(namespace.name()) + ", " + phase + ", " + connection.transport()
                + ", " + mailbox.length() + " events waiting]";
    }
}
