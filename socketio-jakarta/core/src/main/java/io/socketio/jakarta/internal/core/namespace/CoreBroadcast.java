package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.ack.BroadcastAcks;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A selection in one namespace; all operations are delegated to the adapter. */
record CoreBroadcast(CoreNamespace namespace, BroadcastOptions options) implements Selection {

    @Override
    public BroadcastOperator with(BroadcastOptions changed) {
        return new CoreBroadcast(namespace, changed);
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
        namespace.adapter().broadcast(Selection.toEvent(event, args), options);
    }

    @Override
    public CompletionStage<List<Arguments>> collect(BroadcastEvent event) {
        BroadcastAcks acks = new BroadcastAcks(context().executor());
        acks.expect(namespace.adapter().serverCount());
        namespace.adapter().broadcastWithAck(event, options, acks::onClientCount, acks::onResponse);
        return acks.start(context().scheduler(), options.timeout());
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
