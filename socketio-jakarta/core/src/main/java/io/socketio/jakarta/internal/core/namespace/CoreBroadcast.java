package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.ack.BroadcastAcks;
import io.socketio.jakarta.internal.core.ack.ExecutorFuture;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A selection in one namespace; all operations are delegated to the adapter.
 *
 * @param follows whether a namespace that has been removed is replaced by its successor
 */
record CoreBroadcast(CoreNamespace namespace, boolean follows, BroadcastOptions options) implements Selection {

    /** In a namespace, or in the one that has its name when the operation is called. */
    static CoreBroadcast of(CoreNamespace namespace, BroadcastOptions options) {
        return new CoreBroadcast(namespace, true, options);
    }

    /** In this namespace only, which may have been removed. */
    static CoreBroadcast only(CoreNamespace namespace, BroadcastOptions options) {
        return new CoreBroadcast(namespace, false, options);
    }

    private Adapter adapter() {
        return follows ? namespace.current().adapter() : namespace.adapter();
    }

    @Override
    public BroadcastOperator with(BroadcastOptions changed) {
        return new CoreBroadcast(namespace, follows, changed);
    }

    @Override
    public ServerContext context() {
        return namespace.context();
    }

    @Override
    public String namespaceName() {
        return namespace.name();
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        adapter().broadcast(Selection.toEvent(event, args), options);
    }

    @Override
    public CompletionStage<List<Arguments>> collect(BroadcastEvent event) {
        BroadcastAcks acks = new BroadcastAcks(context().executor());
        Adapter adapter = adapter();
        acks.expect(options.local() ? CompletableFuture.completedStage(1) : adapter.serverCount());
        adapter.broadcastWithAck(event, options, acks::onClientCount, acks::onResponse);
        return acks.start(context().scheduler(), options.timeout());
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return ExecutorFuture.of(adapter().fetchSockets(options), context().executor(), sockets -> sockets);
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
        adapter().addSockets(options, new ArrayList<>(Arrays.asList(rooms)));
    }

    @Override
    public void socketsLeave(String... rooms) {
        adapter().delSockets(options, new ArrayList<>(Arrays.asList(rooms)));
    }

    @Override
    public void disconnectSockets(boolean close) {
        adapter().disconnectSockets(options, close);
    }
}
