package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.cdi.CdiObservers.Signals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the application has for one namespace, or for those of one template: beans, filters and observers. */
final class NamespaceBinding {

    private final Calls calls;
    private final NamespaceName name;
    private final List<NamespaceBean> beans;
    private final SocketIoFilter[] filters;
    private final Signals signals;
    private final Map<String, EventBinding> events = new HashMap<>();
    /** For events that no bean handles. */
    private final EventBinding otherEvents;

    NamespaceBinding(
            Calls calls, NamespaceName name, List<NamespaceBean> beans, List<SocketIoFilter> filters, Signals signals) {
        this.calls = calls;
        this.name = name;
        this.beans = List.copyOf(beans);
        this.filters = filters.toArray(new SocketIoFilter[0]);
        this.signals = signals;
        this.otherEvents = new EventBinding(calls, null, null);
        for (NamespaceBean bean : beans) {
            for (Handler handler : bean.events()) {
                events.put(String.valueOf(handler.signature().event()), new EventBinding(calls, bean, handler));
            }
        }
    }

    NamespaceName name() {
        return name;
    }

    SocketIoFilter[] filters() {
        return filters;
    }

    Signals signals() {
        return signals;
    }

    /** Who is called for an event; null when nobody but its listeners is to know of it. */
    @Nullable
    EventBinding event(String event) {
        EventBinding known = events.get(event);
        return known == null && filters.length > 0 ? otherEvents : known;
    }

    @Nullable
    Object onConnecting(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            bean.onConnecting(call);
        }
        return null;
    }

    void onConnect(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            bean.onConnect(call);
        }
    }

    /** The socket is about to leave, or has left, as the phase of the call says. */
    void onEnd(Call call) throws Exception {
        if (call.phase() == Exchange.Phase.DISCONNECTING) {
            onDisconnecting(call);
        } else {
            onDisconnect(call);
        }
    }

    private void onDisconnecting(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            callIfThere(bean, bean.disconnecting(), call);
        }
    }

    private void onDisconnect(Call call) throws Exception {
        try {
            for (NamespaceBean bean : beans) {
                callIfThere(bean, bean.disconnect(), call);
            }
        } finally {
            Signals.fire(signals.disconnected(), call.socket());
        }
    }

    private static void callIfThere(NamespaceBean bean, @Nullable Handler handler, Call call) throws Exception {
        if (handler != null) {
            bean.call(handler, call);
        }
    }

    /** Observers of events, and handlers of any event, listen as catch-all listeners. */
    void listenTo(SocketState state) {
        if (!signals.events().isEmpty()) {
            state.socket().onAny(event -> signal(state, event));
        }
        for (NamespaceBean bean : beans) {
            Handler any = bean.anyEvent();
            if (any != null) {
                state.socket().onAny(event -> {
                    Call call = Call.ofEvent(state, event, filters, each -> bean.call(any, each));
                    calls.run(call, state.requests(), call::proceed);
                });
            }
        }
    }

    private void signal(SocketState state, Event event) throws Exception {
        List<CdiObservers.Signal<Event>> wanted = signals.events().get(event.name());
        if (wanted != null) {
            Call call = Call.ofEvent(state, event, filters, unused -> null);
            calls.run(call, state.requests(), () -> Signals.fire(wanted, event));
        }
    }
}
