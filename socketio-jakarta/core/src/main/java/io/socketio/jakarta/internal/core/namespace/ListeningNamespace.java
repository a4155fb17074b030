package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.Socket;
import java.util.function.Consumer;

/** Common base of namespaces and parents: applications add middleware and listeners to them and start broadcasts from them. */
abstract class ListeningNamespace implements Namespace, BroadcastStart {

    final NamespaceListeners listeners = new NamespaceListeners();

    @Override
    public final Namespace use(NamespaceMiddleware middleware) {
        listeners.use(middleware);
        return this;
    }

    @Override
    public final Namespace onConnection(Consumer<Socket> listener) {
        listeners.onConnection(listener);
        return this;
    }

    @Override
    public final Namespace on(String event, Consumer<Arguments> listener) {
        listeners.on(event, listener);
        return this;
    }
}
