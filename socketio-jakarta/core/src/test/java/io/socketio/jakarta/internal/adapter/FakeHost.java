package io.socketio.jakarta.internal.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A namespace that notes who is reached. */
final class FakeHost extends TestHost {

    final List<String> reached = new ArrayList<>();
    final Set<FakeSocket> sockets = new HashSet<>();
    int tasks;
    Callback beforeTelling = () -> {};

    interface Callback {
        void call() throws Exception;
    }

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return socket -> {
            reached.add(socket.id());
            sockets.add((FakeSocket) socket);
        };
    }

    @Override
    public void execute(Runnable work) {
        tasks++;
        work.run();
    }

    @Override
    public void tell(Runnable listeners) {
        try {
            beforeTelling.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        listeners.run();
    }
}
