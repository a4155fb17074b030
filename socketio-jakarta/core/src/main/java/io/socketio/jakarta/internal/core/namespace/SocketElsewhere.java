package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import io.socketio.jakarta.internal.core.event.ValueArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A socket of another server, as that server has described it. Its operations are those of a selection of this socket only. */
record SocketElsewhere(
        String id, Handshake handshake, Set<String> rooms, Map<String, Object> data, CoreBroadcast operator)
        implements RemoteSocket {

    private SocketElsewhere with(BroadcastOperator changed) {
        return new SocketElsewhere(id, handshake, rooms, data, (CoreBroadcast) changed);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        operator.emit(event, args);
    }

    @Override
    public void emit(String event, @Nullable Object[] args, AckCallback callback) {
        operator.emit(event, args, (error, responses) -> {
            if (error == null && responses.isEmpty()) {
                callback.onAck(new AckDisconnectedException(), new ValueArguments());
            } else {
                callback.onAck(error, responses.isEmpty() ? new ValueArguments() : responses.get(0));
            }
        });
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        return ExecutorFuture.of(
                operator.emitWithAck(event, args), operator.context().executor(), SocketElsewhere::only);
    }

    private static Arguments only(List<Arguments> responses) {
        if (responses.isEmpty()) {
            throw new AckDisconnectedException();
        }
        return responses.get(0);
    }

    @Override
    public Emitter asVolatile() {
        return with(operator.asVolatile());
    }

    @Override
    public Emitter compress(boolean compress) {
        return with(operator.compress(compress));
    }

    @Override
    public Emitter timeout(Duration timeout) {
        return with(operator.timeout(timeout));
    }

    @Override
    public void join(String... rooms) {
        operator.socketsJoin(rooms);
    }

    @Override
    public void leave(String... rooms) {
        operator.socketsLeave(rooms);
    }

    @Override
    public void disconnect(boolean close) {
        operator.disconnectSockets(close);
    }

    @Override
    public String toString() {
        return "RemoteSocket[" + id + " on another server]";
    }
}
