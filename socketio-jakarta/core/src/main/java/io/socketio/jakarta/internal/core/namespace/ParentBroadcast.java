package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast to all children of a parent, with the same selection in each. The event is encoded once per child, because the packet contains the
 * namespace name.
 */
record ParentBroadcast(CoreParentNamespace parent, BroadcastOptions options) implements Selection {

    @Override
    public BroadcastOperator with(BroadcastOptions changed) {
        return new ParentBroadcast(parent, changed);
    }

    @Override
    public ServerContext context() {
        return parent.context();
    }

    @Override
    public String namespaceName() {
        return parent.name();
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        BroadcastEvent once = Selection.toEvent(event, args);
        for (CoreNamespace child : parent.liveChildren()) {
            child.adapter().broadcast(once, options);
        }
    }

    /** Collects one list for all children: one response per selected client, or a timeout that contains all responses received so far. */
    @Override
    public CompletionStage<List<Arguments>> collect(BroadcastEvent event) {
        List<CompletableFuture<List<Arguments>>> parts = new ArrayList<>();
        for (CoreNamespace child : parent.liveChildren()) {
            parts.add(in(child).collect(event).toCompletableFuture());
        }
        return joined(parts);
    }

    /** Joins the lists of the children, or fails with the first timeout and all responses. */
    static CompletionStage<List<Arguments>> joined(List<CompletableFuture<List<Arguments>>> parts) {
        CompletableFuture<List<Arguments>> all = new CompletableFuture<>();
        CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .whenComplete((nothing, error) -> complete(all, parts));
        return all;
    }

    private static void complete(
            CompletableFuture<List<Arguments>> all, List<CompletableFuture<List<Arguments>>> parts) {
        List<Arguments> responses = new ArrayList<>();
        String late = null;
        for (CompletableFuture<List<Arguments>> part : parts) {
            try {
                responses.addAll(part.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AckTimeoutException timeout)) {
                    all.completeExceptionally(e.getCause());
                    return;
                }
                responses.addAll(timeout.responses());
                late = late == null ? timeout.getMessage() : late;
            }
        }
        if (late == null) {
            all.complete(List.copyOf(responses));
        } else {
            all.completeExceptionally(new AckTimeoutException(late, responses));
        }
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        throw new UnsupportedOperationException("fetchSockets() is not supported on parent namespaces");
    }

    @Override
    public CompletionStage<Set<String>> allSockets() {
        throw new UnsupportedOperationException("allSockets() is not supported on parent namespaces");
    }

    @Override
    public void socketsJoin(String... rooms) {
        for (CoreNamespace child : parent.liveChildren()) {
            in(child).socketsJoin(rooms);
        }
    }

    @Override
    public void socketsLeave(String... rooms) {
        for (CoreNamespace child : parent.liveChildren()) {
            in(child).socketsLeave(rooms);
        }
    }

    @Override
    public void disconnectSockets(boolean close) {
        for (CoreNamespace child : parent.liveChildren()) {
            in(child).disconnectSockets(close);
        }
    }

    private CoreBroadcast in(CoreNamespace child) {
        return CoreBroadcast.only(child, options);
    }
}
