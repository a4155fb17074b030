package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastAckCallback;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Common base of namespaces and parents: applications add middleware and listeners to them and start broadcasts from them. */
abstract class ListeningNamespace implements Namespace, BroadcastStart {

    final NamespaceListeners listeners = new NamespaceListeners();

    /** The listeners of the namespace that clients join from now on. */
    NamespaceListeners listenersForChange() {
        return listeners;
    }

    abstract ServerContext context();

    @Override
    public final Namespace use(NamespaceMiddleware middleware) {
        listenersForChange().use(middleware);
        return this;
    }

    @Override
    public final Namespace onConnection(Consumer<Socket> listener) {
        listenersForChange().onConnection(listener);
        return this;
    }

    @Override
    public final Namespace on(String event, Consumer<Arguments> listener) {
        listenersForChange().on(event, listener);
        return this;
    }

    @Override
    public final Namespace onServerEvent(String event, ServerEventListener listener) {
        NamespaceListeners.checkServerSideName(event);
        listenersForChange().onServerEvent(event, listener);
        return this;
    }

    @Override
    public final void serverSideEmit(String event, @Nullable Object[] args, BroadcastAckCallback callback) {
        Selection.tell(callback, event, serverSideEmitWithAck(event, args), context(), name());
    }
}
