package io.socketio.jakarta.internal.adapter;

/** A namespace that counts per socket; thread-safe. */
final class CountingHost extends TestHost {

    @Override
    public Delivery delivery(BroadcastEvent event, BroadcastOptions options) {
        return socket -> ((FakeSocket) socket).enqueued.incrementAndGet();
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }
}
