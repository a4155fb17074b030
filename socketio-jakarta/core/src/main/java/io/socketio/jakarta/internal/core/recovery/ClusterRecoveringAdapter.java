package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.adapter.RecoverableSession;
import io.socketio.jakarta.internal.adapter.RestoredSession;
import io.socketio.jakarta.internal.adapter.ResumingAdapter;
import io.socketio.jakarta.internal.core.socket.Deliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers to the sockets of one server in a cluster whose store keeps sessions and events. It keeps nothing but, for each client that is coming back, the
 * events since its session was read from the store. The lock of {@link EventTail} fixes for all clients the order of the events, and the place among them
 * at which a client comes back.
 */
public final class ClusterRecoveringAdapter extends LocalAdapter implements ResumingAdapter {

    private final AdapterHost host;
    private final EventTail tail = new EventTail();

    public ClusterRecoveringAdapter(AdapterHost host) {
        super(host);
        this.host = host;
    }

    @Override
    public void broadcast(BroadcastEvent event, BroadcastOptions options) {
        if (options.isVolatile()) {
            super.broadcast(event, options);
            return;
        }
        Deliveries.Plain delivery = (Deliveries.Plain) host.delivery(event, options);
        LocalSocket[] queued =
                tail.add(options, delivery.missed(), () -> QuietBroadcast.enqueue(delivery, recipients(options)));
        QuietBroadcast.finish(host, delivery, queued);
    }

    @Override
    public RestoredSession resume(RecoverableSession session, List<MissedEvent> missed) {
        List<Delivery> deliveries = new ArrayList<>(missed.size());
        for (MissedEvent each : missed) {
            deliveries.add(((Deliveries.Plain) host.delivery(each.event(), each.options())).missed());
        }
        return new Resuming(session, deliveries, tail.newest());
    }

    private final class Resuming implements RestoredSession {

        private final RecoverableSession session;
        private List<Delivery> missed;
        /** The newest event at the end of what was missed; null when the socket is connected, so that the events since are not held. */
        private @Nullable KeptEvent after;

        Resuming(RecoverableSession session, List<Delivery> missed, KeptEvent after) {
            this.session = session;
            this.missed = missed;
            this.after = after;
        }

        @Override
        public RecoverableSession session() {
            return session;
        }

        @Override
        public void resume(Consumer<List<Delivery>> connect) {
            KeptEvent from = after;
            if (from != null) {
                tail.withEventsAfter(from, session.rooms(), since -> {
                    missed.addAll(since);
                    connect.accept(missed);
                });
            }
            after = null;
            missed = List.of();
        }
    }
}
