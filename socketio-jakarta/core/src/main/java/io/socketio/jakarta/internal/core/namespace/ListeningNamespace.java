package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.Socket;
import java.util.function.Consumer;

/** Common base of namespaces and parents: applications add middleware and listeners to them and start broadcasts from them. */
abstract class ListeningNamespace implements Namespace, BroadcastStart {

    final NamespaceListeners listeners = new NamespaceListeners();

    /** The listeners of the namespace that clients join from now on. */
    NamespaceListeners listenersForChange() {
        return listeners;
    }

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
}
