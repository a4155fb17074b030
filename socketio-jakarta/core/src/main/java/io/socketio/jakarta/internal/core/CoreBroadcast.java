package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastAckCallback;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A selection in one namespace; what it does, the adapter does. */
record CoreBroadcast(CoreNamespace namespace, BroadcastOptions options) implements BroadcastOperator {

    @Override
    public BroadcastOperator to(String... rooms) {
        return new CoreBroadcast(namespace, options.to(rooms));
    }

    @Override
    public BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return new CoreBroadcast(namespace, options.except(rooms));
    }

    @Override
    public BroadcastOperator compress(boolean compress) {
        return new CoreBroadcast(namespace, options.compress(compress));
    }

    @Override
    public BroadcastOperator asVolatile() {
        return new CoreBroadcast(namespace, options.asVolatile());
    }

    @Override
    public BroadcastOperator local() {
        return new CoreBroadcast(namespace, options.onlyLocal());
    }

    @Override
    public BroadcastOperator timeout(Duration timeout) {
        return new CoreBroadcast(namespace, options.timeout(CoreServer.checkTimeout(timeout)));
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        namespace.adapter().broadcast(toEvent(event, Outgoing.arguments(args)), options);
    }

    @Override
    public void emit(String event, @Nullable Object[] args, BroadcastAckCallback callback) {
        collect(event, args).whenComplete((responses, error) -> {
            try {
                callback.onAcks(error, responses != null ? responses : responsesOf(error));
            } catch (Throwable t) {
                namespace
                        .server()
                        .warnings()
                        .userCodeFailed("acknowledgement callback of \"" + event + "\"", namespace.name(), t);
            }
        });
    }

    @Override
    public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... args) {
        return collect(event, Outgoing.arguments(args));
    }

    private CompletionStage<List<Arguments>> collect(String event, @Nullable Object[] args) {
        CoreServer server = namespace.server();
        BroadcastAcks acks = new BroadcastAcks(server.dispatcher());
        acks.expect(namespace.adapter().serverCount());
        namespace.adapter().broadcastWithAck(toEvent(event, args), options, acks::onClientCount, acks::onResponse);
        return acks.start(server.scheduler(), options.timeout());
    }

    private static List<Arguments> responsesOf(@Nullable Throwable error) {
        return error instanceof AckTimeoutException timeout ? timeout.responses() : List.of();
    }

    private static BroadcastEvent toEvent(String event, @Nullable Object[] args) {
        Outgoing.checkName(event);
        return new BroadcastEvent(event, Collections.unmodifiableList(Arrays.asList(args.clone())));
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return namespace.adapter().fetchSockets(options);
    }

    @Override
    public CompletionStage<Set<String>> allSockets() {
        return fetchSockets().thenApply(sockets -> {
            Set<String> ids = new LinkedHashSet<>();
            for (RemoteSocket socket : sockets) {
                ids.add(socket.id());
            }
            return ids;
        });
    }

    @Override
    public void socketsJoin(String... rooms) {
        namespace.adapter().addSockets(options, new ArrayList<>(Arrays.asList(rooms)));
    }

    @Override
    public void socketsLeave(String... rooms) {
        namespace.adapter().delSockets(options, new ArrayList<>(Arrays.asList(rooms)));
    }

    @Override
    public void disconnectSockets(boolean close) {
        namespace.adapter().disconnectSockets(options, close);
    }
}
