package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.DisconnectListener;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventListener;
import io.socketio.jakarta.OutgoingListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketMiddleware;
import io.socketio.jakarta.internal.core.event.ListenerTable;
import io.socketio.jakarta.internal.core.event.OnceListener;
import io.socketio.jakarta.internal.core.event.SocketHooks;
import io.socketio.jakarta.internal.core.event.ValueArguments;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.parser.Packet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a socket: who is added, and who is called. Calls come from the mailbox; whatever a listener throws is logged and goes no further. */
public abstract class ListeningSocket implements Socket {

    private static final String ERROR = "error";

    /** Shared by all sockets: hooks are made rarely. */
    private static final ReentrantLock HOOKS_LOCK = new ReentrantLock();

    private final ListenerTable listeners = new ListenerTable();
    /** Null until somebody adds one. */
    private volatile @Nullable SocketHooks hooks;

    /** A listener or middleware has thrown. @param where for example {@code listener of "message"} */
    public abstract void onFailed(String where, Throwable cause);

    final @Nullable SocketHooks hooks() {
        return hooks;
    }

    /** Returns whether all who may be called for an event are declared non-blocking: its listeners, the error listeners, the catch-all listeners, the filters. */
    final boolean isNonBlocking(IncomingEvent event) {
        SocketHooks present = hooks;
        if (present != null && !present.isNonBlocking() || !listeners.isNonBlocking(event.name(), ERROR)) {
            return false;
        }
        ListenerFilters filters = event.socket().context().filters();
        return filters.areNonBlocking(event) && (listeners.has(event.name()) || filters.handle(event));
    }

    /** Calls the listeners of an event. */
    final void fire(String name, IncomingEvent event) {
        Object[] pairs = listeners.pairs();
        for (int i = 0; i < pairs.length; i += 2) {
            if (name.equals(pairs[i]) && pairs[i + 1] instanceof EventListener listener) {
                event.onListener();
                call(listener, event, "listener");
            }
        }
    }

    final void call(EventListener listener, IncomingEvent event, String kind) {
        try {
            listener.onEvent(event);
        } catch (Throwable t) {
            event.onListenerThrown(kind + " of", t);
        }
    }

    /** @param what for example {@code listener of} */
    final void onThrown(String what, String event, Throwable thrown) {
        onFailed(where(what, event), thrown);
        fireError(thrown);
    }

    /** For logs: a catch-all listener is given whatever names clients make up. */
    static String where(String what, String event) {
        return what + " " + LogText.quoted(event);
    }

    @SuppressWarnings("unchecked")
    public final void fireError(Throwable error) {
        Object[] pairs = listeners.pairs();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!ERROR.equals(pairs[i])) {
                continue;
            }
            try {
                if (pairs[i + 1] instanceof EventListener listener) {
                    listener.onEvent(ownEvent(ERROR, new ValueArguments(String.valueOf(error.getMessage()))));
                } else {
                    ((Consumer<Throwable>) pairs[i + 1]).accept(error);
                }
            } catch (Throwable t) {
                onFailed("error listener", t);
            }
        }
    }

    /** @param event {@code disconnecting} or {@code disconnect} */
    final void fireDisconnect(String event, DisconnectReason reason) {
        Object[] pairs = listeners.pairs();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!event.equals(pairs[i])) {
                continue;
            }
            try {
                if (pairs[i + 1] instanceof EventListener listener) {
                    listener.onEvent(ownEvent(event, new ValueArguments(reason.text())));
                } else {
                    ((DisconnectListener) pairs[i + 1]).onDisconnect(reason);
                }
            } catch (Throwable t) {
                onFailed("listener of " + LogText.quoted(event), t);
                fireError(t);
            }
        }
    }

    final void fireOutgoing(String event, @Nullable Object[] args) {
        SocketHooks present = hooks;
        if (present == null || present.outgoing.isEmpty()) {
            return;
        }
        List<@Nullable Object> list = new ArrayList<>(args.length);
        Collections.addAll(list, args);
        list = Collections.unmodifiableList(list);
        for (OutgoingListener listener : present.outgoing) {
            try {
                listener.onOutgoing(event, list);
            } catch (Throwable e) {
                onFailed("outgoing listener", e);
            }
        }
    }

    private Event ownEvent(String name, Arguments arguments) {
        return new IncomingEvent((CoreSocket) this, name, arguments, Packet.NO_ACK);
    }

    private SocketHooks hooksForChange() {
        SocketHooks present = hooks;
        if (present != null) {
            return present;
        }
        HOOKS_LOCK.lock();
        try {
            if (hooks == null) {
                hooks = new SocketHooks();
            }
            return hooks;
        } finally {
            HOOKS_LOCK.unlock();
        }
    }

    @Override
    public final Socket on(String event, EventListener listener) {
        listeners.add(event, listener);
        return this;
    }

    @Override
    public final <T> Socket on(String event, Class<T> type, Consumer<@Nullable T> listener) {
        return on(event, incoming -> listener.accept(incoming.arg(0, type)));
    }

    @Override
    public final <T> Socket on(String event, Class<T> type, BiConsumer<@Nullable T, Event> listener) {
        return on(event, incoming -> listener.accept(incoming.arg(0, type), incoming));
    }

    @Override
    public final Socket once(String event, EventListener listener) {
        listeners.add(event, new OnceListener(listener, listeners, event));
        return this;
    }

    @Override
    public final Socket off(String event, EventListener listener) {
        listeners.remove(event, listener);
        return this;
    }

    @Override
    public final Socket off(String event) {
        listeners.removeAll(event);
        return this;
    }

    @Override
    public final Socket removeAllListeners() {
        listeners.clear();
        return this;
    }

    @Override
    public final List<EventListener> listeners(String event) {
        List<EventListener> found = new ArrayList<>();
        Object[] pairs = listeners.pairs();
        for (int i = 0; i < pairs.length; i += 2) {
            if (event.equals(pairs[i]) && pairs[i + 1] instanceof EventListener listener) {
                found.add(listener instanceof OnceListener once ? once.listener : listener);
            }
        }
        return found;
    }

    @Override
    public final Socket onDisconnecting(DisconnectListener listener) {
        listeners.add("disconnecting", listener);
        return this;
    }

    @Override
    public final Socket onDisconnect(DisconnectListener listener) {
        listeners.add("disconnect", listener);
        return this;
    }

    @Override
    public final Socket onError(Consumer<Throwable> listener) {
        listeners.add(ERROR, listener);
        return this;
    }

    @Override
    public final Socket use(SocketMiddleware middleware) {
        hooksForChange().middlewares.add(middleware);
        return this;
    }

    @Override
    public final Socket onAny(EventListener listener) {
        hooksForChange().any.add(listener);
        return this;
    }

    @Override
    public final Socket prependAny(EventListener listener) {
        hooksForChange().any.add(0, listener);
        return this;
    }

    @Override
    public final Socket offAny(EventListener listener) {
        hooksForChange().any.remove(listener);
        return this;
    }

    @Override
    public final Socket offAny() {
        hooksForChange().any.clear();
        return this;
    }

    @Override
    public final List<EventListener> listenersAny() {
        SocketHooks present = hooks;
        return present == null ? List.of() : List.copyOf(present.any);
    }

    @Override
    public final Socket onAnyOutgoing(OutgoingListener listener) {
        hooksForChange().outgoing.add(listener);
        return this;
    }

    @Override
    public final Socket prependAnyOutgoing(OutgoingListener listener) {
        hooksForChange().outgoing.add(0, listener);
        return this;
    }

    @Override
    public final Socket offAnyOutgoing(OutgoingListener listener) {
        hooksForChange().outgoing.remove(listener);
        return this;
    }

    @Override
    public final Socket offAnyOutgoing() {
        hooksForChange().outgoing.clear();
        return this;
    }

    @Override
    public final List<OutgoingListener> listenersAnyOutgoing() {
        SocketHooks present = hooks;
        return present == null ? List.of() : List.copyOf(present.outgoing);
    }
}
