package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.ConnectionScoped;
import io.socketio.jakarta.annotation.ServerDefinition;
import io.socketio.jakarta.annotation.ServerName;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import io.socketio.jakarta.cdi.model.Problems;
import io.socketio.jakarta.cdi.scope.LibraryBean;
import io.socketio.jakarta.engine.EngineIo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds which namespaces and which servers the application wants to have injected. */
public final class InjectionPoints implements Extension {

    /** Each with a class that has it injected. */
    private final Map<SocketIoNamespace, Class<?>> namespaces = new HashMap<>();

    private final Set<String> servers = new HashSet<>();

    /** Names of servers of Engine.IO alone; empty for the default one. */
    private final Set<String> engines = new TreeSet<>();

    private final List<Class<?>> outlivingHandshakes = new ArrayList<>();

    void noteNamespace(@Observes ProcessInjectionPoint<?, Namespace> event) {
        add(event.getInjectionPoint());
    }

    void noteInstance(@Observes ProcessInjectionPoint<?, Instance<Namespace>> event) {
        add(event.getInjectionPoint());
    }

    void noteProvider(@Observes ProcessInjectionPoint<?, Provider<Namespace>> event) {
        add(event.getInjectionPoint());
    }

    void noteServer(@Observes ProcessInjectionPoint<?, SocketIoServer> event) {
        add(event.getInjectionPoint());
    }

    void noteServerInstance(@Observes ProcessInjectionPoint<?, Instance<SocketIoServer>> event) {
        add(event.getInjectionPoint());
    }

    void noteServerProvider(@Observes ProcessInjectionPoint<?, Provider<SocketIoServer>> event) {
        add(event.getInjectionPoint());
    }

    void noteEngine(@Observes ProcessInjectionPoint<?, EngineIo> event) {
        engines.add(nameIn(event.getInjectionPoint()));
    }

    void noteEngineInstance(@Observes ProcessInjectionPoint<?, Instance<EngineIo>> event) {
        engines.add(nameIn(event.getInjectionPoint()));
    }

    private static String nameIn(InjectionPoint point) {
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof ServerName name) {
                return name.value();
            }
        }
        return "";
    }

    /** Servers that classes define can be injected everywhere: on Tomcat, the injection points of servlets are not known yet. */
    void noteDefinitions(
            @Observes @WithAnnotations({ServerDefinition.class, ServerDefinition.List.class})
                    ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        for (ServerDefinition each : type.getAnnotationsByType(ServerDefinition.class)) {
            servers.add(each.name());
            if (!each.name().isEmpty()) {
                engines.add(each.name());
            }
        }
    }

    void noteHandshake(@Observes ProcessInjectionPoint<?, Handshake> event) {
        Bean<?> bean = event.getInjectionPoint().getBean();
        Set<Class<? extends Annotation>> shortLived =
                Set.of(RequestScoped.class, SocketScoped.class, ConnectionScoped.class, Dependent.class);
        if (bean != null && !shortLived.contains(bean.getScope())) {
            outlivingHandshakes.add(bean.getBeanClass());
        }
    }

    /** Reports injection points that cannot work. */
    void verify(Problems problems) {
        for (Class<?> each : outlivingHandshakes) {
            problems.add(
                    each,
                    "a Handshake cannot be injected into a bean that outlives the socket; inject the Socket and ask it");
        }
    }

    private void add(InjectionPoint point) {
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof SocketIoNamespace namespace) {
                namespaces.put(namespace, point.getMember().getDeclaringClass());
            } else if (qualifier instanceof ServerName name) {
                servers.add(name.value());
            }
        }
    }

    /** Records the namespaces that the injection points name. */
    void mention(DeclaredNamespaces declared) {
        namespaces.forEach((namespace, where) -> declared.mention(namespace.server(), namespace.value(), where));
    }

    /**
     * Offers the servers and namespaces as beans.
     *
     * @param beans the namespaces that have beans. They are offered even without an injection point: on Tomcat, the injection points of servlets are not
     *     known yet
     */
    void offer(AfterBeanDiscovery event, CdiServers from, Collection<SocketIoNamespace> beans) {
        Map<List<String>, SocketIoNamespace> byName = new HashMap<>();
        namespaces.keySet().forEach(each -> byName.put(List.of(each.server(), each.value()), each));
        beans.forEach(each -> byName.putIfAbsent(List.of(each.server(), each.value()), each));
        Set<String> names = new TreeSet<>(servers);
        names.add("");
        for (SocketIoNamespace each : byName.values()) {
            names.add(each.server());
            event.addBean(new LibraryBean<>(
                    Namespace.class, ApplicationScoped.class, each, () -> from.namespace(each.server(), each.value())));
        }
        for (String name : names) {
            event.addBean(new LibraryBean<>(
                    SocketIoServer.class, ApplicationScoped.class, qualifierOf(name), () -> from.server(name)));
        }
        for (String name : engines) {
            event.addBean(new LibraryBean<>(
                    EngineIo.class, ApplicationScoped.class, qualifierOf(name), () -> from.engine(name)));
        }
    }

    private static Annotation qualifierOf(String server) {
        return server.isEmpty() ? Default.Literal.INSTANCE : ServerName.Literal.of(server);
    }
}
