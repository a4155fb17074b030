package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rooms of one namespace in memory. A lock that is held only briefly guards {@link Rooms}: recipients are selected under it and served
 * after its release.
 *
 * <p>A broadcast is queued for every recipient on the caller's thread, which fixes the order. It is flushed on that thread if there are few
 * recipients; otherwise in chunks on the executor, so that a broadcast to thousands neither delays its caller nor leaves all but one core idle.
 */
public class LocalAdapter implements Adapter {

    private static final System.Logger LOG = Loggers.ROOM;

    private final RateLimitedLog operatorLog = new RateLimitedLog(System::nanoTime);
    private final AdapterHost host;
    private final List<Consumer<RoomChange>> listeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new StackCheckedLock();
    /** Guarded by the lock. */
    private final Rooms rooms = new Rooms();

    /** Changes of which the listeners have not heard. Added under the lock, so that they hear of them in the order in which they were made. */
    private final Queue<List<RoomChange>> untold = new ConcurrentLinkedQueue<>();

    public LocalAdapter(AdapterHost host) {
        this.host = host;
    }

    @Override
    public void open() {}

    @Override
    public void register(LocalSocket socket) {
        lock.lock();
        try {
            rooms.register(socket);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addAll(String socketId, Collection<String> joined) {
        List<RoomChange> changes = changes();
        lock.lock();
        try {
            for (String room : joined) {
                rooms.join(socketId, room, changes);
            }
            remember(changes);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void del(String socketId, String room) {
        List<RoomChange> changes = changes();
        lock.lock();
        try {
            rooms.leave(socketId, room, changes);
            remember(changes);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void delAll(String socketId) {
        List<RoomChange> changes = changes();
        lock.lock();
        try {
            rooms.remove(socketId, changes);
            remember(changes);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public Set<String> socketRooms(String socketId) {
        return locked(() -> rooms.of(socketId));
    }

    @Override
    public boolean hasRoom(String room) {
        return locked(() -> rooms.contains(room));
    }

    @Override
    public Set<String> rooms() {
        return locked(rooms::names);
    }

    @Override
    public Set<String> socketsIn(String room) {
        return locked(() -> rooms.membersOf(room));
    }

    @Override
    public void broadcast(BroadcastEvent event, BroadcastOptions options) {
        deliver(host.delivery(event, options), select(options));
    }

    @Override
    public void broadcastWithAck(
            BroadcastEvent event, BroadcastOptions options, IntConsumer clientCount, Consumer<Arguments> onResponse) {
        AckDelivery delivery = host.deliveryWithAck(event, options, onResponse);
        deliver(delivery, select(options));
        clientCount.accept(delivery.enqueued());
    }

    @Override
    public CompletionStage<Integer> serverCount() {
        return CompletableFuture.completedStage(1);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(BroadcastOptions options) {
        Member[] selected = select(options);
        List<RemoteSocket> sockets = new ArrayList<>(selected.length);
        for (Member member : selected) {
            if (member.socket.isReachable()) {
                sockets.add(member.socket);
            }
        }
        return CompletableFuture.completedStage(sockets);
    }

    @Override
    public void addSockets(BroadcastOptions options, Collection<String> joined) {
        List<RoomChange> changes = changes();
        lock.lock();
        try {
            for (Member member : rooms.select(options.rooms(), options.except())) {
                if (member.socket.isReachable()) {
                    for (String room : joined) {
                        rooms.join(member, room, changes);
                    }
                }
            }
            remember(changes);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void delSockets(BroadcastOptions options, Collection<String> left) {
        List<RoomChange> changes = changes();
        lock.lock();
        try {
            for (Member member : rooms.select(options.rooms(), options.except())) {
                if (member.socket.isReachable()) {
                    for (String room : left) {
                        rooms.leave(member, room, changes);
                    }
                }
            }
            remember(changes);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void disconnectSockets(BroadcastOptions options, boolean close) {
        for (Member member : select(options)) {
            if (member.socket.isReachable()) {
                member.socket.disconnect(close);
            }
        }
    }

    @Override
    public void serverSideEmit(String event, List<@Nullable Object> args) {
        LOG.log(
                System.Logger.Level.DEBUG,
                "namespace {0} has no other nodes: serverSideEmit of {1} reaches nobody",
                LogText.plain(host.name()),
                LogText.quoted(event));
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, List<@Nullable Object> args) {
        serverSideEmit(event, args);
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public void onRoom(Consumer<RoomChange> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}

    private <T> T locked(Supplier<T> query) {
        lock.lock();
        try {
            return query.get();
        } finally {
            lock.unlock();
        }
    }

    private Member[] select(BroadcastOptions options) {
        lock.lock();
        try {
            return rooms.select(options.rooms(), options.except());
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Delivery delivery, Member[] recipients) {
        for (Member recipient : recipients) {
            delivery.enqueue(recipient.socket);
        }
        Flushing.flush(host, recipients.length, i -> recipients[i].socket.flush());
    }

    /** Returns the sockets that a broadcast is for, without delivering it. */
    protected final LocalSocket[] recipients(BroadcastOptions options) {
        Member[] selected = select(options);
        LocalSocket[] sockets = new LocalSocket[selected.length];
        for (int i = 0; i < selected.length; i++) {
            sockets[i] = selected[i].socket;
        }
        return sockets;
    }

    private @Nullable List<RoomChange> changes() {
        return listeners.isEmpty() ? null : new ArrayList<>(4);
    }

    private void remember(@Nullable List<RoomChange> changes) {
        if (changes != null && !changes.isEmpty()) {
            untold.add(changes);
        }
    }

    private void tell() {
        if (!untold.isEmpty()) {
            host.tell(this::tellAll);
        }
    }

    private void tellAll() {
        for (List<RoomChange> changes = untold.poll(); changes != null; changes = untold.poll()) {
            tellListeners(changes);
        }
    }

    private void tellListeners(List<RoomChange> changes) {
        for (RoomChange change : changes) {
            for (Consumer<RoomChange> listener : listeners) {
                try {
                    listener.accept(change);
                } catch (Throwable e) {
                    operatorLog.warn(
                            LOG,
                            "SIO-0104",
                            "",
                            "a room listener of namespace " + LogText.plain(host.name()) + " has failed",
                            e);
                }
            }
        }
    }
}
