package io.socketio.jakarta.cdi.event;

import io.socketio.jakarta.annotation.Connected;
import io.socketio.jakarta.annotation.Disconnected;
import io.socketio.jakarta.annotation.SocketIoEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The application's observers of sockets and events. They are known after deployment, so that CDI events without an observer are not fired. */
public final class CdiObservers {

    /** The classes that declare the observers, by qualifier. */
    private final Map<Annotation, Set<Class<?>>> synchronous = new HashMap<>();

    private final Map<Annotation, Set<Class<?>>> asynchronous = new HashMap<>();

    /**
     * Records an observer if it observes sockets or events of the library.
     *
     * @param observed receives the name of the server and the namespace that it observes, as written in the annotation
     */
    public void note(ObserverMethod<?> observer, BiConsumer<String, String> observed) {
        for (Annotation qualifier : observer.getObservedQualifiers()) {
            if (qualifier instanceof Connected
                    || qualifier instanceof Disconnected
                    || qualifier instanceof SocketIoEvent) {
                (observer.isAsync() ? asynchronous : synchronous)
                        .computeIfAbsent(qualifier, unused -> new HashSet<>())
                        .add(observer.getBeanClass());
                observed.accept(serverOf(qualifier), namespaceOf(qualifier));
            }
        }
    }

    /** Returns the observers for one server of a web application, of the classes that this application sees. */
    public CdiObservers of(String server, Predicate<Class<?>> sees) {
        CdiObservers seen = new CdiObservers();
        copy(server, synchronous, seen.synchronous, sees);
        copy(server, asynchronous, seen.asynchronous, sees);
        return seen;
    }

    private static void copy(
            String server,
            Map<Annotation, Set<Class<?>>> from,
            Map<Annotation, Set<Class<?>>> to,
            Predicate<Class<?>> sees) {
        from.forEach((qualifier, declaring) -> {
            if (serverOf(qualifier).equals(server) && declaring.stream().anyMatch(sees)) {
                to.put(qualifier, declaring);
            }
        });
    }

    /** Returns the namespaces that are observed, as written in the annotations. */
    public Set<String> namespaces() {
        Set<String> names = new HashSet<>();
        for (Annotation qualifier : all()) {
            names.add(namespaceOf(qualifier));
        }
        return names;
    }

    private Set<Annotation> all() {
        Set<Annotation> all = new HashSet<>(synchronous.keySet());
        all.addAll(asynchronous.keySet());
        return all;
    }

    private static String serverOf(Annotation qualifier) {
        if (qualifier instanceof Connected connected) {
            return connected.server();
        }
        if (qualifier instanceof Disconnected disconnected) {
            return disconnected.server();
        }
        return ((SocketIoEvent) qualifier).server();
    }

    private static String namespaceOf(Annotation qualifier) {
        if (qualifier instanceof Connected connected) {
            return connected.value();
        }
        if (qualifier instanceof Disconnected disconnected) {
            return disconnected.value();
        }
        return ((SocketIoEvent) qualifier).namespace();
    }

    /**
     * Returns the CDI events to fire in one namespace.
     *
     * @param isIts whether a name, as written in an annotation, means this namespace
     */
    public Signals of(Predicate<String> isIts, BeanManager beans) {
        List<Signal<io.socketio.jakarta.Socket>> connected = new ArrayList<>();
        List<Signal<io.socketio.jakarta.Socket>> disconnected = new ArrayList<>();
        Map<String, List<Signal<io.socketio.jakarta.Event>>> events = new HashMap<>();
        for (Annotation qualifier : all()) {
            if (!isIts.test(namespaceOf(qualifier))) {
                continue;
            }
            if (qualifier instanceof Connected) {
                connected.add(signal(io.socketio.jakarta.Socket.class, qualifier, beans));
            } else if (qualifier instanceof Disconnected) {
                disconnected.add(signal(io.socketio.jakarta.Socket.class, qualifier, beans));
            } else {
                events.computeIfAbsent(((SocketIoEvent) qualifier).name(), unused -> new ArrayList<>())
                        .add(signal(io.socketio.jakarta.Event.class, qualifier, beans));
            }
        }
        return new Signals(List.copyOf(connected), List.copyOf(disconnected), Map.copyOf(events));
    }

    private <T> Signal<T> signal(Class<T> type, Annotation qualifier, BeanManager beans) {
        return new Signal<>(
                beans.getEvent().select(type, qualifier),
                synchronous.containsKey(qualifier),
                asynchronous.containsKey(qualifier));
    }

    /**
     * The CDI events of one namespace.
     *
     * @param events by name
     */
    public record Signals(
            List<Signal<io.socketio.jakarta.Socket>> connected,
            List<Signal<io.socketio.jakarta.Socket>> disconnected,
            Map<String, List<Signal<io.socketio.jakarta.Event>>> events) {

        public static <T> void fire(@Nullable List<Signal<T>> signals, T payload) {
            if (signals != null) {
                for (Signal<T> signal : signals) {
                    signal.fire(payload);
                }
            }
        }
    }

    /** One CDI event that has an observer. */
    public record Signal<T>(Event<T> event, boolean synchronous, boolean asynchronous) {

        public void fire(T payload) {
            if (asynchronous) {
                event.fireAsync(payload);
            }
            if (synchronous) {
                event.fire(payload);
            }
        }
    }
}
