package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.scope.BeanStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The beans of sockets whose connection was lost, until their clients come back or are forgotten. Thread-safe: the server calls for one socket after the
 * other.
 */
final class KeptBeans {

    private record Key(String namespace, String socketId) {}

    private final ConcurrentMap<Key, BeanStore> stores = new ConcurrentHashMap<>();

    /**
     * Keeps those beans of a socket that can outlive a connection, if its client may come back.
     *
     * @param reason null for a socket that has recovered and has not been let in; it is forgotten, or recovers again
     */
    void keep(Socket socket, @Nullable DisconnectReason reason, BeanStore beans) {
        boolean mayReturn = socket.namespace().server().options().recovery().enabled()
                && (reason == null ? socket.isRecovered() : reason.isRecoverable());
        if (mayReturn) {
            stores.put(new Key(socket.namespace().name(), socket.id()), beans.takeSerializable());
        }
    }

    /** Takes the beans of a socket that has recovered, or a new store. */
    BeanStore take(Socket socket) {
        BeanStore kept = socket.isRecovered() ? remove(socket.namespace().name(), socket.id()) : null;
        return kept == null ? new BeanStore() : kept;
    }

    @Nullable
    BeanStore remove(String namespace, String socketId) {
        return stores.remove(new Key(namespace, socketId));
    }

    /** Destroys all beans that are left. */
    void close() {
        stores.values().removeIf(beans -> {
            beans.close();
            return true;
        });
    }
}
