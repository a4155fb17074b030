package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMiddleware;
import io.socketio.jakarta.Next;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.CdiObservers.Signals;
import io.socketio.jakarta.cdi.Exchange.Phase;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The beans, filters and observers of one namespace, or of those of one template: listens to its sockets as any application would, and calls them in
 * their scopes. All of it runs in the sockets' mailboxes.
 */
final class NamespaceBinding implements NamespaceMiddleware {

    private final ServerParts parts;
    private final NamespaceName name;
    private final List<NamespaceBean> beans;
    private final SocketIoFilter[] filters;
    private final Signals signals;
    private final List<EventBinding> events;
    private final ConcurrentMap<Socket, SocketState> states = new ConcurrentHashMap<>();

    NamespaceBinding(ServerParts parts, NamespaceName name, List<NamespaceBean> beans, List<SocketIoFilter> filters) {
        this.parts = parts;
        this.name = name;
        this.beans = List.copyOf(beans);
        this.filters = filters.toArray(new SocketIoFilter[0]);
        this.signals = parts.observers().of(name.text(), parts.calls().beans());
        this.events = beans.stream()
                .flatMap(bean -> bean.events().stream().map(handler -> new EventBinding(this, bean, handler)))
                .toList();
    }

    void attachTo(Namespace namespace) {
        namespace.use(this);
        namespace.onConnection(this::onConnection);
    }

    Calls calls() {
        return parts.calls();
    }

    SocketIoFilter[] filters() {
        return filters;
    }

    /** The state of a socket that has not ended. */
    SocketState state(Socket socket) {
        SocketState state = states.get(socket);
        if (state == null) {
            throw new IllegalStateException(socket + " has no state");
        }
        return state;
    }

    @Override
    public void onConnecting(Socket socket, Next next) throws Exception {
        SocketState state = new SocketState(
                socket,
                parts.calls().newController(),
                parts.connections().of(socket.client()),
                name.valuesIn(socket.namespace().name()));
        states.put(socket, state);
        Call call = Call.of(Phase.CONNECTING, state, filters, this::askBeans);
        try {
            parts.calls().run(call, state.requests(), call::proceed);
        } catch (Throwable thrown) {
            throw CallErrors.<RuntimeException>sneaky(CallErrors.refusal(thrown));
        }
        if (!call.hasReachedTarget()) {
            throw new ConnectRefused("refused");
        }
        next.proceed();
    }

    private @Nullable Object askBeans(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            bean.onConnecting(call);
        }
        return null;
    }

    @Override
    public void onAbandoned(Socket socket) {
        close(socket);
    }

    private void onConnection(Socket socket) {
        SocketState state = states.get(socket);
        if (state == null) {
            // It was connecting when the application was started around it; it has not been asked about.
            return;
        }
        listenTo(socket);
        Call call = Call.of(Phase.CONNECT, state, filters, this::tellBeans);
        try {
            parts.calls().run(call, state.requests(), () -> {
                try {
                    call.proceed();
                } finally {
                    Signals.fire(signals.connected(), socket);
                }
            });
        } catch (Exception e) {
            throw CallErrors.<RuntimeException>sneaky(e);
        }
    }

    private @Nullable Object tellBeans(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            bean.onConnect(call);
        }
        return null;
    }

    private void listenTo(Socket socket) {
        if (!signals.events().isEmpty()) {
            socket.onAny(this::signal);
        }
        for (NamespaceBean bean : beans) {
            Handler any = bean.anyEvent();
            if (any != null) {
                socket.onAny(event -> onAny(bean, any, event));
            }
        }
        for (EventBinding event : events) {
            socket.on(event.name(), event);
        }
        socket.onDisconnecting(reason -> onDisconnecting(socket, reason));
        socket.onDisconnect(reason -> onDisconnect(socket, reason));
    }

    private void signal(Event event) throws Exception {
        List<CdiObservers.Signal<Event>> wanted = signals.events().get(event.name());
        if (wanted != null) {
            SocketState state = state(event.socket());
            Call call = Call.ofEvent(state, event, filters, unused -> null);
            parts.calls().run(call, state.requests(), () -> Signals.fire(wanted, event));
        }
    }

    private void onAny(NamespaceBean bean, Handler handler, Event event) throws Exception {
        SocketState state = state(event.socket());
        Call call = Call.ofEvent(state, event, filters, each -> bean.call(handler, each));
        parts.calls().run(call, state.requests(), call::proceed);
    }

    private void onDisconnecting(Socket socket, DisconnectReason reason) {
        run(Call.ofEnd(Phase.DISCONNECTING, state(socket), reason, filters, call -> {
            for (NamespaceBean bean : beans) {
                callIfThere(bean, bean.disconnecting(), call);
            }
            return null;
        }));
    }

    private void onDisconnect(Socket socket, DisconnectReason reason) {
        try {
            run(Call.ofEnd(Phase.DISCONNECT, state(socket), reason, filters, call -> {
                try {
                    for (NamespaceBean bean : beans) {
                        callIfThere(bean, bean.disconnect(), call);
                    }
                } finally {
                    Signals.fire(signals.disconnected(), socket);
                }
                return null;
            }));
        } finally {
            close(socket);
        }
    }

    private static void callIfThere(NamespaceBean bean, @Nullable Handler handler, Call call) throws Exception {
        if (handler != null) {
            bean.call(handler, call);
        }
    }

    private void run(Call call) {
        try {
            parts.calls().run(call, call.state().requests(), call::proceed);
        } catch (Exception e) {
            throw CallErrors.<RuntimeException>sneaky(e);
        }
    }

    /** Ends the scopes of a socket, once. */
    private void close(Socket socket) {
        SocketState state = states.remove(socket);
        if (state != null) {
            state.beans().close();
        }
    }

    int socketCount() {
        return states.size();
    }
}
