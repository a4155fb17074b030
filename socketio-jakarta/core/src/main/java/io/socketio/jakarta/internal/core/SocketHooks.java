package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.OutgoingListener;
import io.socketio.jakarta.SocketMiddleware;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What few sockets have: catch-all listeners and socket middleware. Made when the first one is added. */
final class SocketHooks {

    final List<EventListener> any = new CopyOnWriteArrayList<>();
    final List<OutgoingListener> outgoing = new CopyOnWriteArrayList<>();
    final List<SocketMiddleware> middlewares = new CopyOnWriteArrayList<>();
}
