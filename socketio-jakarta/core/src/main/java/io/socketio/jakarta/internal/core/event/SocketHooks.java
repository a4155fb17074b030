package io.socketio.jakarta.internal.core.event;

import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.OutgoingListener;
import io.socketio.jakarta.SocketMiddleware;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The catch-all listeners and the middleware of a socket, which few sockets have. Created lazily when the first one is added. */
public final class SocketHooks {

    public final List<EventListener> any = new CopyOnWriteArrayList<>();
    public final List<OutgoingListener> outgoing = new CopyOnWriteArrayList<>();
    public final List<SocketMiddleware> middlewares = new CopyOnWriteArrayList<>();

    /** Whether all of them that an incoming event meets are declared non-blocking; a middleware cannot be. */
    public boolean isNonBlocking() {
        if (!middlewares.isEmpty()) {
            return false;
        }
        for (EventListener listener : any) {
            if (!listener.isNonBlocking()) {
                return false;
            }
        }
        return true;
    }
}
