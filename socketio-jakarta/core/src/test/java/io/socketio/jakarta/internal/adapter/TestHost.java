package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.RecoveryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A namespace without a server: what a local adapter does not need is missing. */
abstract class TestHost implements AdapterHost {

    @Override
    public final String name() {
        return "/";
    }

    @Override
    public final AckDelivery deliveryWithAck(
            BroadcastEvent event, BroadcastOptions options, Consumer<Arguments> onResponse) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void onServerSideEvent(String event, List<Object> args, Consumer<Object> ack) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tell(Runnable listeners) {
        listeners.run();
    }

    @Override
    public final Adapter localAdapter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final RecoveryOptions recovery() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Arguments arguments(List<Object> values) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final String writeJson(Object value, PayloadCodec.BinarySink binary) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Object readJson(String json, List<byte[]> attachments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final RemoteSocket remoteSocket(
            String id, Handshake handshake, Set<String> rooms, Map<String, Object> data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Executor newSerialExecutor(String what) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Runnable later(Runnable task, Duration delay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final long nanoTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Duration ackTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final long maxWaitingBytes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final RateLimitedLog operatorLog() {
        throw new UnsupportedOperationException();
    }
}
