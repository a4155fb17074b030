package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import java.util.List;
import java.util.function.Consumer;

/** A namespace that counts per socket; thread-safe. */
final class CountingHost implements AdapterHost {

    @Override
    public String name() {
        return "/";
    }

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return socket -> ((FakeSocket) socket).enqueued.incrementAndGet();
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
        work.run();
    }

    @Override
    public void tell(Runnable listeners) {
        listeners.run();
    }
}
