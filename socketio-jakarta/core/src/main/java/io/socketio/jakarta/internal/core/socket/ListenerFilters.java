package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.log.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** What surrounds the listeners of all namespaces; the filter that was added first is the outermost. Thread-safe. */
public final class ListenerFilters {

    private static final ListenerFilter[] NONE = {};
    private static final NamespaceMiddleware[] NO_MIDDLEWARE = {};

    private final List<ListenerFilter> filters = new CopyOnWriteArrayList<>();

    public void add(ListenerFilter filter) {
        filters.add(filter);
    }

    /** The filters, then the others. */
    public NamespaceMiddleware[] before(List<NamespaceMiddleware> others) {
        if (filters.isEmpty()) {
            return others.toArray(NO_MIDDLEWARE);
        }
        List<NamespaceMiddleware> all = new ArrayList<>(filters);
        all.addAll(others);
        return all.toArray(NO_MIDDLEWARE);
    }

    public void onConnection(CoreSocket socket, Runnable listeners) {
        surround(socket, "connection", listeners, (filter, rest) -> filter.aroundConnection(socket, rest));
    }

    void onEvent(CoreSocket socket, IncomingEvent event, Runnable listeners) {
        surround(socket, event.name(), listeners, (filter, rest) -> {
            try {
                filter.aroundEvent(event, rest);
            } catch (Throwable t) {
                event.onFilterThrown(t);
            }
        });
    }

    /** Whether a filter takes care of the acknowledgement. */
    boolean answer(Event event) {
        for (ListenerFilter filter : filters) {
            if (filter.answers(event)) {
                return true;
            }
        }
        return false;
    }

    void onDisconnecting(CoreSocket socket, DisconnectReason reason, Runnable listeners) {
        surround(
                socket, "disconnecting", listeners, (filter, rest) -> filter.aroundDisconnecting(socket, reason, rest));
    }

    void onDisconnect(CoreSocket socket, DisconnectReason reason, Runnable listeners) {
        surround(socket, "disconnect", listeners, (filter, rest) -> filter.aroundDisconnect(socket, reason, rest));
    }

    /** Tells the filters, on the executor and after the socket's disconnect listeners, that nobody will come back to a socket. */
    void onForgottenAfter(CompletionStage<Void> ended, Executor executor, String namespace, String socketId) {
        if (!filters.isEmpty()) {
            ended.thenRunAsync(() -> filters.forEach(filter -> filter.onForgotten(namespace, socketId)), executor);
        }
    }

    /** Whether a filter has a handler for this event. */
    boolean handle(Event event) {
        for (ListenerFilter filter : filters) {
            if (filter.handles(event)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no filter blocks for this event; one that throws when it is asked may. */
    boolean areNonBlocking(IncomingEvent event) {
        if (filters.isEmpty()) {
            return true;
        }
        for (ListenerFilter filter : filters) {
            try {
                if (!filter.isNonBlocking(event)) {
                    return false;
                }
            } catch (RuntimeException e) {
                event.socket().onFailed("filter of " + LogText.quoted(event.name()), e);
                return false;
            }
        }
        return true;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    private void surround(CoreSocket socket, String what, Runnable listeners, Around around) {
        if (filters.isEmpty()) {
            listeners.run();
        } else {
            call(filters.toArray(NONE), 0, socket, what, listeners, around);
        }
    }

    private static void call(
            ListenerFilter[] all, int index, CoreSocket socket, String what, Runnable listeners, Around around) {
        if (index == all.length) {
            listeners.run();
            return;
        }
        try {
            around.call(all[index], () -> call(all, index + 1, socket, what, listeners, around));
        } catch (Throwable t) {
            socket.onThrown("handler or filter of", what, t);
        }
    }

    /** One of the methods of a filter. */
    @FunctionalInterface
    private interface Around {
        void call(ListenerFilter filter, Runnable rest) throws Exception;
    }
}
