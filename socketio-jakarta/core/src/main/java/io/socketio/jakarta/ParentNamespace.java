package io.socketio.jakarta;

import io.socketio.jakarta.options.SocketIoOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Makes namespaces when clients ask for them, its children; no client is ever in the parent itself. Middleware and listeners that are added here apply to
 * the children that are made from then on, not to those that exist. Children stay unless {@link SocketIoOptions#cleanupEmptyChildNamespaces} is set.
 *
 * <p>As a broadcast it is everybody in all children, one child after the other in the order in which they were made; {@link #emitWithAck} collects the
 * responses of all of them in one list. Thread-safe.
 */
public interface ParentNamespace extends Namespace {

    /** A made-up name that no client can ask for: {@code /_0}, {@code /_1}, … */
    @Override
    String name();

    /** The children that exist, in the order in which they were made; a copy. */
    Collection<Namespace> children();

    /** The connected sockets of this node in all children, by id; a copy. */
    @Override
    Map<String, Socket> sockets();

    @Override
    ParentNamespace use(NamespaceMiddleware middleware);

    @Override
    ParentNamespace onConnection(Consumer<Socket> listener);

    @Override
    ParentNamespace on(String event, Consumer<Arguments> listener);

    @Override
    ParentNamespace onRoom(RoomListener listener);

    /** Not there, as in the reference: ask the {@link #children}. @throws UnsupportedOperationException always */
    @Override
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** Not there: ask the {@link #children}. @throws UnsupportedOperationException always */
    @Override
    CompletionStage<Set<String>> allSockets();
}
