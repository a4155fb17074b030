package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastAckCallback;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The starting point of broadcasts: used directly as an operator, it selects all sockets. */
public interface BroadcastStart extends BroadcastOperator {

    BroadcastOperator everybody();

    @Override
    default BroadcastOperator to(String... rooms) {
        return everybody().to(rooms);
    }

    @Override
    default BroadcastOperator in(String... rooms) {
        return everybody().to(rooms);
    }

    @Override
    default BroadcastOperator except(String... rooms) {
        return everybody().except(rooms);
    }

    @Override
    default BroadcastOperator compress(boolean compress) {
        return everybody().compress(compress);
    }

    @Override
    default BroadcastOperator asVolatile() {
        return everybody().asVolatile();
    }

    @Override
    default BroadcastOperator local() {
        return everybody().local();
    }

    @Override
    default BroadcastOperator timeout(Duration timeout) {
        return everybody().timeout(timeout);
    }

    @Override
    default void emit(String event, @Nullable Object... args) {
        everybody().emit(event, args);
    }

    @Override
    default void emit(String event, @Nullable Object[] args, BroadcastAckCallback callback) {
        everybody().emit(event, args, callback);
    }

    @Override
    default CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return everybody().emitWithAck(event, args);
    }

    @Override
    default CompletionStage<List<RemoteSocket>> fetchSockets() {
        return everybody().fetchSockets();
    }

    @Override
    default CompletionStage<Set<String>> allSockets() {
        return everybody().allSockets();
    }

    @Override
    default void socketsJoin(String... rooms) {
        everybody().socketsJoin(rooms);
    }

    @Override
    default void socketsLeave(String... rooms) {
        everybody().socketsLeave(rooms);
    }

    @Override
    default void disconnectSockets(boolean close) {
        everybody().disconnectSockets(close);
    }
}
