package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.cdi.event.CdiObservers.Signals;
import io.socketio.jakarta.cdi.model.NamespaceName;
import io.socketio.jakarta.cdi.scope.BeanStore;
import io.socketio.jakarta.cdi.scope.ConnectionState;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.filter.Exchange.Phase;
import io.socketio.jakarta.filter.SocketIoFilter;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds the lifecycle and the events of a server's sockets: opens their scopes, calls the filters, then the beans of the namespace and the
 * listeners that the application has added itself. Everything runs in the mailboxes of the sockets.
 */
public final class SocketCalls implements ListenerFilter {

    private static final System.Logger LOG = Loggers.CDI;
    private static final Signals NO_SIGNALS = new Signals(List.of(), List.of(), Map.of());

    private final CallScope callScope;
    private final ConnectionState.Table connections;
    private final List<SocketIoFilter> filters;
    // Filled before the first client connects.
    private final Map<String, NamespaceBinding> byName = new ConcurrentHashMap<>();
    private final Map<Namespace, NamespaceBinding> byParent = new ConcurrentHashMap<>();

    private final HandlerRates rates = new HandlerRates(System::nanoTime);
    private final RateLimitedLog operatorLog = new RateLimitedLog(System::nanoTime);

    private final ConcurrentMap<Socket, SocketState> states = new ConcurrentHashMap<>();
    private final KeptBeans kept = new KeptBeans();

    public SocketCalls(CallScope callScope, ConnectionState.Table connections, List<SocketIoFilter> filters) {
        this.callScope = callScope;
        this.connections = connections;
        this.filters = filters;
    }

    /** Binds beans and observers to the namespace of a name, whether or not the application creates that namespace itself. */
    public void bind(String namespace, NamespaceName name, List<NamespaceBean> beans, Signals signals) {
        byName.put(namespace, new NamespaceBinding(callScope, name, beans, filtersFor(name.text()), signals));
    }

    /** Binds beans and observers to the children of a parent. */
    public void bindChildren(Namespace parent, NamespaceName name, List<NamespaceBean> beans, Signals signals) {
        byParent.put(parent, new NamespaceBinding(callScope, name, beans, filtersFor(name.text()), signals));
    }

    private List<SocketIoFilter> filtersFor(String namespace) {
        return filters.stream().filter(filter -> filter.appliesTo(namespace)).toList();
    }

    /** Returns the binding of a namespace; null if it has only the application's own listeners. */
    private @Nullable NamespaceBinding bindingOf(Namespace namespace) {
        NamespaceBinding own = byName.get(namespace.name());
        Namespace parent = own == null ? namespace.parent() : null;
        NamespaceBinding binding = parent == null ? own : byParent.get(parent);
        if (binding != null) {
            return binding;
        }
        List<SocketIoFilter> applicable = filtersFor(namespace.name());
        return applicable.isEmpty()
                ? null
                : new NamespaceBinding(
                        callScope, NamespaceName.plain(namespace.name()), List.of(), applicable, NO_SIGNALS);
    }

    @Override
    public void onConnecting(Socket socket, Next next) throws Exception {
        NamespaceBinding binding = bindingOf(socket.namespace());
        if (binding != null) {
            ask(socket, binding);
        }
        next.proceed();
    }

    private void ask(Socket socket, NamespaceBinding binding) {
        SocketState state = new SocketState(
                socket, callScope.newController(), kept.take(socket), connections.of(socket.client()), binding, rates);
        states.put(socket, state);
        boolean skips = socket.isRecovered()
                && socket.namespace().server().options().recovery().skipMiddlewares();
        Call.Target target = skips ? binding::onRecovering : binding::onConnecting;
        Call call = Call.of(Phase.CONNECTING, state, binding.filters(), target);
        try {
            callScope.run(call, state.requests(), call::proceed);
        } catch (Throwable thrown) {
            throw CallErrors.<RuntimeException>sneaky(CallErrors.refusal(thrown));
        }
        if (!call.hasReachedTarget()) {
            throw new ConnectRefused("refused");
        }
    }

    @Override
    public void onAbandoned(Socket socket) {
        close(socket, null);
    }

    @Override
    public void onForgotten(String namespace, String socketId) {
        BeanStore beans = kept.remove(namespace, socketId);
        if (beans != null) {
            beans.close();
        }
    }

    @Override
    public void aroundConnection(Socket socket, Runnable listeners) throws Exception {
        SocketState state = states.get(socket);
        if (state == null) {
            // There was no binding when the socket connected, or it connected while the application was starting.
            listeners.run();
            return;
        }
        NamespaceBinding binding = state.binding();
        Call call = Call.of(Phase.CONNECT, state, binding.filters(), each -> {
            try {
                binding.onConnect(each);
            } finally {
                listeners.run();
            }
            return null;
        });
        callScope.run(call, state.requests(), () -> {
            try {
                call.proceed();
            } finally {
                Signals.fire(binding.signals().connected(), socket);
            }
        });
    }

    @Override
    public void aroundEvent(Event event, Runnable listeners) throws Exception {
        SocketState state = states.get(event.socket());
        EventBinding binding = state == null ? null : state.binding().event(event.name());
        if (state == null || binding == null) {
            listeners.run();
        } else {
            binding.onEvent(state, event, listeners);
        }
    }

    @Override
    public boolean handles(Event event) {
        SocketState state = states.get(event.socket());
        return state != null && state.binding().handles(event.name());
    }

    @Override
    public boolean isNonBlocking(Event event) {
        SocketState state = states.get(event.socket());
        EventBinding binding = state == null ? null : state.binding().event(event.name());
        if (state == null || binding == null) {
            return true;
        }
        return binding.isNonBlocking()
                && state.binding().hasNonBlockingFilters()
                && CallScope.canBegin(state.requests());
    }

    @Override
    public boolean answers(Event event) {
        SocketState state = states.get(event.socket());
        EventBinding binding = state == null ? null : state.binding().event(event.name());
        return binding != null && binding.hasHandler();
    }

    @Override
    public void aroundDisconnecting(Socket socket, DisconnectReason reason, Runnable listeners) throws Exception {
        aroundEnd(Phase.DISCONNECTING, socket, reason, listeners);
    }

    @Override
    public void aroundDisconnect(Socket socket, DisconnectReason reason, Runnable listeners) throws Exception {
        try {
            aroundEnd(Phase.DISCONNECT, socket, reason, listeners);
        } finally {
            close(socket, reason);
        }
    }

    /** Notifies everybody of the end of a socket: no filter can prevent that. */
    private void aroundEnd(Phase phase, Socket socket, DisconnectReason reason, Runnable listeners) throws Exception {
        SocketState state = states.get(socket);
        if (state == null) {
            listeners.run();
            return;
        }
        NamespaceBinding binding = state.binding();
        Call.Target everybody = each -> {
            try {
                binding.onEnd(each);
            } finally {
                listeners.run();
                if (phase == Phase.DISCONNECT) {
                    Signals.fire(binding.signals().disconnected(), socket);
                }
            }
            return null;
        };
        Call call = Call.ofEnd(phase, state, reason, binding.filters(), everybody);
        callScope.run(call, state.requests(), () -> {
            try {
                call.proceed();
            } finally {
                if (!call.hasReachedTarget()) {
                    everybody.call(call);
                }
            }
        });
    }

    /**
     * Ends the scopes of a socket, once; its beans can still use the socket while they are destroyed. Those that a recovered socket will need are kept.
     *
     * @param reason null if the socket has not been let in
     */
    private void close(Socket socket, @Nullable DisconnectReason reason) {
        SocketState state = states.remove(socket);
        if (state == null) {
            return;
        }
        kept.keep(socket, reason, state.beans());
        destroy(state);
    }

    private void destroy(SocketState state) {
        Call call = Call.of(Phase.DISCONNECT, state, Call.NO_FILTERS, unused -> null);
        try {
            callScope.run(call, state.requests(), state.beans()::close);
        } catch (Throwable e) {
            operatorLog.warn(LOG, "SIO-0401", "", "the beans of a socket could not be destroyed", e);
        }
    }

    /** Ends the scopes of all sockets with the application, whether or not all sockets have closed in time. */
    public void endAll() {
        for (Socket socket : states.keySet()) {
            SocketState state = states.remove(socket);
            if (state != null) {
                destroy(state);
            }
        }
        kept.close();
    }
}
