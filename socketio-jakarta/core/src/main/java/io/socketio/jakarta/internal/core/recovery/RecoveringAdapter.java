package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that keeps what clients may miss (the reference server's {@code SessionAwareAdapter}). Each event gets an offset as its last argument, by
 * which a client that comes back says what it has received.
 *
 * <p>The lock of {@link KeptContent} fixes for all clients of the namespace the order in which events are kept; otherwise a client could receive events
 * twice or not at all. Events are encoded before it is taken and flushed after its release, and no user code runs under it. Volatile events and those
 * with acknowledgement are not kept.
 */
public final class RecoveringAdapter extends LocalAdapter {

    private final AdapterHost host;
    private final RecoveryMemory memory;
    private final KeptContent content;

    public RecoveringAdapter(AdapterHost host, RecoveryMemory memory) {
        super(host);
        this.host = host;
        this.memory = memory;
        this.content = new KeptContent(memory);
    }

    @Override
    public void broadcast(BroadcastEvent event, BroadcastOptions options) {
        if (options.isVolatile()) {
            super.broadcast(event, options);
            return;
        }
        String offset = memory.nextOffset();
        Deliveries.Plain delivery = (Deliveries.Plain) host.delivery(event.with(offset), options);
        KeptEvent kept = new KeptEvent(offset, options, delivery.missed(), memory.nanoTime());
        LocalSocket[] queued = content.add(kept, () -> QuietBroadcast.enqueue(delivery, recipients(options)));
        QuietBroadcast.finish(host, delivery, queued);
        memory.keepWithinLimit();
    }

    @Override
    public void addAll(String socketId, Collection<String> rooms) {
        if (rooms.contains(socketId)) {
            content.begin(socketId);
        }
        super.addAll(socketId, rooms);
    }

    @Override
    public void delAll(String socketId) {
        content.end(socketId);
        super.delAll(socketId);
    }

    @Override
    public boolean keepsSessions() {
        return true;
    }

    @Override
    public void persistSession(RecoverableSession session) {
        content.add(session);
        memory.keepWithinLimit();
    }

    @Override
    public CompletionStage<@Nullable RestoredSession> restoreSession(String privateId, String offset) {
        KeptContent.Found found = content.take(privateId, offset);
        if (found == null) {
            return CompletableFuture.completedStage(null);
        }
        RestoredSession restored = new Restored(found);
        return found.session().whenEnded().thenApply(nothing -> restored);
    }

    @Override
    public void close() {
        content.close();
        super.close();
    }

    private final class Restored implements RestoredSession {

        private final RecoverableSession session;
        /** Null when the socket is connected: the socket refers to this object as long as it lives, and the event to all that come after it. */
        private KeptContent.@Nullable Found found;

        Restored(KeptContent.Found found) {
            this.session = found.session();
            this.found = found;
        }

        @Override
        public RecoverableSession session() {
            return session;
        }

        @Override
        public void resume(Consumer<List<Delivery>> connect) {
            KeptContent.Found from = found;
            if (from != null) {
                content.withMissed(from, missed -> {
                    List<Delivery> deliveries = new ArrayList<>(missed.size());
                    for (KeptEvent each : missed) {
                        deliveries.add(each.event);
                    }
                    connect.accept(deliveries);
                });
            }
            found = null;
        }
    }
}
