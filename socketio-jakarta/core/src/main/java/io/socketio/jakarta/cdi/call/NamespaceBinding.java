package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.cdi.event.CdiObservers.Signal;
import io.socketio.jakarta.cdi.event.CdiObservers.Signals;
import io.socketio.jakarta.cdi.model.NamespaceName;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The beans, filters and observers that the application has for one namespace, or for those of one template. */
final class NamespaceBinding {

    private final NamespaceName name;
    private final List<NamespaceBean> beans;
    private final SocketIoFilter[] filters;
    private final boolean hasNonBlockingFilters;
    private final Signals signals;
    private final Map<String, EventBinding> events = new HashMap<>();
    /** For events without a handler or observer; null if only the application's listeners receive them. */
    private final @Nullable EventBinding otherEvents;

    NamespaceBinding(
            CallScope callScope,
            NamespaceName name,
            List<NamespaceBean> beans,
            List<SocketIoFilter> filters,
            Signals signals) {
        this.name = name;
        this.beans = List.copyOf(beans);
        this.filters = filters.toArray(new SocketIoFilter[0]);
        this.hasNonBlockingFilters = filters.stream().allMatch(SocketIoFilter::isNonBlocking);
        this.signals = signals;
        List<EventWatcher> watchers = beans.stream()
                .map(NamespaceBinding::watcherOf)
                .filter(Objects::nonNull)
                .toList();
        this.otherEvents = filters.isEmpty() && watchers.isEmpty()
                ? null
                : new EventBinding(callScope, null, null, List.of(), watchers);
        for (String observed : signals.events().keySet()) {
            events.put(observed, new EventBinding(callScope, null, null, observersOf(observed), watchers));
        }
        for (NamespaceBean bean : beans) {
            for (Handler handler : bean.events()) {
                String event = String.valueOf(handler.signature().event());
                events.put(event, new EventBinding(callScope, bean, handler, observersOf(event), watchers));
            }
        }
    }

    private static @Nullable EventWatcher watcherOf(NamespaceBean bean) {
        Handler any = bean.anyEvent();
        return any == null ? null : new AnyEventWatcher(bean, any);
    }

    private List<EventWatcher> observersOf(String event) {
        List<Signal<Event>> wanted = signals.events().get(event);
        return wanted == null ? List.of() : List.of(call -> Signals.fire(wanted, Objects.requireNonNull(call.event())));
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

    /** Returns the binding of an event; null if only the application's listeners receive it. */
    @Nullable
    EventBinding event(String event) {
        EventBinding known = events.get(event);
        return known == null ? otherEvents : known;
    }

    /** Returns whether no filter blocks. */
    boolean hasNonBlockingFilters() {
        return hasNonBlockingFilters;
    }

    /** Returns whether a bean handles or an observer observes the events of this name. */
    boolean handles(String event) {
        return events.containsKey(event);
    }

    @Nullable
    Object onConnecting(Call call) throws Exception {
        for (NamespaceBean bean : beans) {
            bean.checkNamespace(call);
        }
        for (NamespaceBean bean : beans) {
            bean.onConnecting(call);
        }
        return null;
    }

    /** Lets in a client that has recovered, without asking the beans. */
    @Nullable
    Object onRecovering(Call call) {
        beans.forEach(bean -> bean.onRecovering(call));
        return null;
    }

    void onConnect(Call call) throws Exception {
        forEach(bean -> bean.onConnect(call));
    }

    /** Calls the handlers for a socket that is about to leave or has left, according to the phase of the call. */
    void onEnd(Call call) throws Exception {
        if (call.phase() == Exchange.Phase.DISCONNECTING) {
            forEach(bean -> bean.onDisconnecting(call));
        } else {
            forEach(bean -> bean.onDisconnect(call));
        }
    }

    /** Calls all beans, even if some of them throw. */
    private void forEach(BeanCall action) throws Exception {
        Throwable failure = null;
        for (NamespaceBean bean : beans) {
            try {
                action.on(bean);
            } catch (Throwable thrown) {
                failure = CallErrors.joined(failure, thrown);
            }
        }
        if (failure != null) {
            throw CallErrors.<RuntimeException>sneaky(failure);
        }
    }

    @FunctionalInterface
    private interface BeanCall {
        void on(NamespaceBean bean) throws Exception;
    }

    /** The handler that a bean has for all events. */
    private record AnyEventWatcher(NamespaceBean bean, Handler handler) implements EventWatcher {

        @Override
        public void onEvent(Call call) throws Exception {
            bean.call(handler, call.beside());
        }

        @Override
        public boolean isNonBlocking() {
            return bean.isNonBlocking(handler);
        }
    }
}
