package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.cdi.event.Emission;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import io.socketio.jakarta.cdi.model.Problems;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that are emitted to clients because of CDI events: types and observer methods with {@link EmitOn}. */
final class Emissions {

    private final CdiServers servers;
    private final DeclaredNamespaces declared;
    private final Problems problems;
    private final Map<Class<?>, EmitOn> types = new HashMap<>();
    /** Emissions of observer methods that stay in their transaction phase; offered as separate observers. */
    private final Map<ObserverMethod<?>, Emission> later = new LinkedHashMap<>();

    Emissions(CdiServers servers, DeclaredNamespaces declared, Problems problems) {
        this.servers = servers;
        this.declared = declared;
        this.problems = problems;
    }

    /** Emits events of this type. */
    void addType(AnnotatedType<?> type) {
        types.put(type.getJavaClass(), type.getAnnotation(EmitOn.class));
    }

    /** Emits events after this method has observed them. */
    <T, X> void addObserver(ProcessObserverMethod<T, X> event, EmitOn target) {
        ObserverMethod<T> observer = event.getObserverMethod();
        Emission emission = emission(target, observer.getObservedType(), observer.getBeanClass());
        if (emission == null) {
            return;
        }
        if (observer.isAsync() || target.during() == TransactionPhase.IN_PROGRESS) {
            event.configureObserverMethod().notifyWith(context -> {
                observer.notify(context);
                emission.emit(context.getEvent());
            });
        } else {
            // The method stays in its transaction; a separate observer emits later.
            later.put(observer, emission);
        }
    }

    private @Nullable Emission emission(EmitOn target, Type type, Class<?> declaring) {
        Class<?> observed = type instanceof Class<?> known
                ? known
                : type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
        declared.mention(target.server(), target.namespace(), declaring);
        try {
            return Emission.of(name -> servers.namespaces(target.server(), name, declaring), target, observed);
        } catch (IllegalArgumentException e) {
            problems.add(declaring, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Adds the observers that emit. */
    void offer(AfterBeanDiscovery event) {
        types.forEach((type, target) -> {
            Emission emission = emission(target, type, type);
            if (emission != null) {
                addObserver(event, type, type, emission);
            }
        });
        later.forEach((observer, emission) -> addObserver(
                        event, observer.getBeanClass(), observer.getObservedType(), emission)
                .qualifiers(observer.getObservedQualifiers())
                .priority(Integer.MAX_VALUE));
    }

    private static ObserverMethodConfigurator<Object> addObserver(
            AfterBeanDiscovery event, Class<?> declaring, Type observed, Emission emission) {
        return event.<Object>addObserverMethod()
                .beanClass(declaring)
                .observedType(observed)
                .transactionPhase(emission.during())
                .notifyWith(context -> emission.emit(context.getEvent()));
    }
}
