package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.internal.log.LogText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** What surrounds the listeners of all namespaces; the filter that was added first is the outermost. Thread-safe. */
public final class ListenerFilters {

    private static final ListenerFilter[] NONE = {};
    private static final NamespaceMiddleware[] NO_MIDDLEWARE = {};

    /** Arrays of it do not change: they are read for each event. */
    private final AtomicReference<ListenerFilter[]> filters = new AtomicReference<>(NONE);

    public void add(ListenerFilter filter) {
        filters.updateAndGet(present -> {
            ListenerFilter[] more = Arrays.copyOf(present, present.length + 1);
            more[present.length] = filter;
            return more;
        });
    }

    /** The filters, then the others. */
    public NamespaceMiddleware[] before(List<NamespaceMiddleware> others) {
        if (isEmpty()) {
            return others.toArray(NO_MIDDLEWARE);
        }
        List<NamespaceMiddleware> all = new ArrayList<>(List.of(filters.get()));
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
        for (ListenerFilter filter : filters.get()) {
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
        if (!isEmpty()) {
            ended.thenRunAsync(() -> onForgotten(namespace, socketId), executor);
        }
    }

    private void onForgotten(String namespace, String socketId) {
        for (ListenerFilter filter : filters.get()) {
            filter.onForgotten(namespace, socketId);
        }
    }

    /** Whether a filter has a handler for this event. */
    boolean handle(Event event) {
        for (ListenerFilter filter : filters.get()) {
            if (filter.handles(event)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no filter blocks for this event; one that throws when it is asked may. */
    boolean areNonBlocking(IncomingEvent event) {
        for (ListenerFilter filter : filters.get()) {
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
        return filters.get().length == 0;
    }

    private void surround(CoreSocket socket, String what, Runnable listeners, Around around) {
        ListenerFilter[] all = filters.get();
        if (all.length == 0) {
            listeners.run();
        } else {
            call(all, 0, socket, what, listeners, around);
        }
    }

    private static void call(
            ListenerFilter[] all, int index, CoreSocket socket, String what, Runnable listeners, Around around) {
        int next = index + 1;
        Runnable rest = next == all.length ? listeners : () -> call(all, next, socket, what, listeners, around);
        try {
            around.call(all[index], rest);
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
