package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastAckCallback;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.log.LogText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Common base of all selections: how they are narrowed, and the callback form of emit. */
interface Selection extends BroadcastOperator {

    BroadcastOptions options();

    /** Returns an operator for the same namespace or parent with other options. */
    BroadcastOperator with(BroadcastOptions changed);

    ServerContext context();

    /** Returns the name for use in error messages. */
    String namespaceName();

    CompletionStage<List<Arguments>> collect(BroadcastEvent event);

    /** @throws IllegalArgumentException if the name is reserved */
    static BroadcastEvent toEvent(String event, @Nullable Object @Nullable [] args) {
        Outgoing.checkName(event);
        return new BroadcastEvent(
                event,
                Collections.unmodifiableList(
                        Arrays.asList(Outgoing.arguments(args).clone())));
    }

    @Override
    default BroadcastOperator to(String... rooms) {
        return with(options().to(rooms));
    }

    @Override
    default BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    @Override
    default BroadcastOperator except(String... rooms) {
        return with(options().except(rooms));
    }

    @Override
    default BroadcastOperator compress(boolean compress) {
        return with(options().compress(compress));
    }

    @Override
    default BroadcastOperator asVolatile() {
        return with(options().asVolatile());
    }

    @Override
    default BroadcastOperator local() {
        return with(options().onlyLocal());
    }

    @Override
    default BroadcastOperator timeout(Duration timeout) {
        return with(options().timeout(Outgoing.checkTimeout(timeout)));
    }

    @Override
    default void emit(String event, @Nullable Object[] args, BroadcastAckCallback callback) {
        tell(callback, event, collect(toEvent(event, args)), context(), namespaceName());
    }

    /** Calls the callback when the acknowledgements are complete; what it throws is logged. */
    static void tell(
            BroadcastAckCallback callback,
            String event,
            CompletionStage<List<Arguments>> acks,
            ServerContext context,
            String namespace) {
        acks.whenComplete((responses, error) -> {
            try {
                callback.onAcks(error, responses != null ? responses : responsesOf(error));
            } catch (Throwable t) {
                context.operatorLog()
                        .userCodeFailed("acknowledgement callback of " + LogText.quoted(event), namespace, t);
            }
        });
    }

    @Override
    default CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return collect(toEvent(event, args));
    }

    private static List<Arguments> responsesOf(@Nullable Throwable error) {
        return error instanceof AckTimeoutException timeout ? timeout.responses() : List.of();
    }
}
