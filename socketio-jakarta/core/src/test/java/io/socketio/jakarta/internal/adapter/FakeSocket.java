package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.Handshake;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket of which the adapter sees only the name. */
final class FakeSocket implements LocalSocket {

    final AtomicInteger enqueued = new AtomicInteger();
    volatile boolean reachable = true;
    int flushes;
    int disconnects;
    volatile Set<String> lastRooms = Set.of();
    Runnable whenLeaving = () -> {};
    private final String id;

    FakeSocket(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isReachable() {
        return reachable;
    }

    @Override
    public void onLeaving(Set<String> rooms) {
        lastRooms = rooms;
        whenLeaving.run();
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void disconnect(boolean close) {
        disconnects++;
    }

    @Override
    public Handshake handshake() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> rooms() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> data() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join(String... rooms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(String... rooms) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void emit(String event, Object... args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void emit(String event, Object[] args, AckCallback callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, Object... args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Emitter asVolatile() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Emitter compress(boolean compress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Emitter timeout(Duration timeout) {
        throw new UnsupportedOperationException();
    }
}
