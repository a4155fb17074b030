package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A namespace that notes who is reached. */
final class FakeHost implements AdapterHost {

    final List<String> reached = new ArrayList<>();
    final Set<FakeSocket> sockets = new HashSet<>();
    int tasks;
    Callback beforeTelling = () -> {};

    interface Callback {
        void call() throws Exception;
    }

    @Override
    public String name() {
        return "/";
    }

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return socket -> {
            reached.add(socket.id());
            sockets.add((FakeSocket) socket);
        };
    }

    @Override
    public AckDelivery deliveryWithAck(BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onServerSideEvent(String event, List<Object> args) {
        throw new UnsupportedOperationException();
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
