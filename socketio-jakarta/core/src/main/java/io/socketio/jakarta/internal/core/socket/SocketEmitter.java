package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.AckCallback;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Emitter;
import io.socketio.jakarta.internal.core.ack.AckWaiters;
import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A socket seen through the flags of its emits. Immutable. */
record SocketEmitter(EmittingSocket socket, boolean isVolatile, boolean isCompressed, Duration ackTimeout)
        implements Emitter {

    @Override
    public void emit(String event, @Nullable Object... args) {
        socket.send(event, Outgoing.arguments(args), isVolatile, isCompressed);
    }

    @Override
    public void emit(String event, @Nullable Object[] args, AckCallback callback) {
        socket.sendWithAck(
                event,
                args,
                this,
                new AckWaiters.ToCallback(
                        callback,
                        socket.context().executor(),
                        thrown -> socket.onFailed("acknowledgement callback", thrown)));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... args) {
        ExecutorFuture<Arguments> future = new ExecutorFuture<>();
        socket.sendWithAck(
                event,
                Outgoing.arguments(args),
                this,
                new AckWaiters.ToFuture(future, socket.context().executor()));
        return future;
    }

    @Override
    public Emitter asVolatile() {
        return new SocketEmitter(socket, true, isCompressed, ackTimeout);
    }

    @Override
    public Emitter compress(boolean compress) {
        return new SocketEmitter(socket, isVolatile, compress, ackTimeout);
    }

    @Override
    public Emitter timeout(Duration timeout) {
        return new SocketEmitter(socket, isVolatile, isCompressed, Outgoing.checkTimeout(timeout));
    }
}
