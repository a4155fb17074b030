package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Creates namespaces when clients ask for them: its children. No client is ever in the parent itself. Middleware and listeners that are added here apply
 * to children that are created later, not to existing ones. Children go when they are empty, unless {@link SocketIoOptions#cleanupEmptyChildNamespaces} is false.
 *
 * <p>As a {@link BroadcastOperator} it selects the sockets of all children. Broadcasts reach one child after the other, in the order in which they were
 * created; {@link #emitWithAck} collects the responses of all children in one list.
 *
 * <p>Thread-safe. No method blocks.
 *
 * @since 0.1
 */
public interface ParentNamespace extends Namespace {

    /** Returns a generated name that no client can ask for: {@code /_0}, {@code /_1}, … */
    @Override
    String name();

    /** Returns the existing children in the order in which they were created: a copy. */
    Collection<Namespace> children();

    /** Returns the connected sockets of this node in all children, by id: a copy. */
    @Override
    Map<String, Socket> sockets();

    /**
     * Not supported, as in the reference server: ask the {@link #children}.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /**
     * Not supported: ask the {@link #children}.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    CompletionStage<Set<String>> allSockets();
}
