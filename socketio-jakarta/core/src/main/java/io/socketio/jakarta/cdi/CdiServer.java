package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.call.CallScope;
import io.socketio.jakarta.cdi.call.Handler;
import io.socketio.jakarta.cdi.call.NamespaceBean;
import io.socketio.jakarta.cdi.call.ServerEvents;
import io.socketio.jakarta.cdi.call.SocketCalls;
import io.socketio.jakarta.cdi.event.CdiObservers;
import io.socketio.jakarta.cdi.event.CdiObservers.Signals;
import io.socketio.jakarta.cdi.model.ClassVisibility;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import io.socketio.jakarta.cdi.model.NamespaceClass;
import io.socketio.jakarta.cdi.model.NamespaceName;
import io.socketio.jakarta.cdi.model.NamespaceTable;
import io.socketio.jakarta.cdi.model.Signature;
import io.socketio.jakarta.cdi.scope.ConnectionState;
import io.socketio.jakarta.cdi.validation.MethodCheck;
import io.socketio.jakarta.cdi.validation.Validation;
import io.socketio.jakarta.filter.SocketIoFilter;
import io.socketio.jakarta.internal.log.Loggers;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One server of an application, with the beans that it calls: binds the verified classes to their namespaces. */
final class CdiServer {

    private static final System.Logger LOG = Loggers.CDI;
    private static final long CLOSE_TIMEOUT_S = 5;
    private static final int DEFAULT_PRIORITY = 2000;

    private final CallScope callScope;
    private final CdiObservers observers;
    private final DeclaredNamespaces declared;
    private final ConnectionState.Table connections = new ConnectionState.Table();

    /** Namespaces by name or template; filled when the web application starts. */
    private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();

    private final SocketIoServer server;

    /** Class loader of the web application. */
    private final ClassLoader loader;

    // Null until the namespaces are bound.
    private volatile @Nullable SocketCalls sockets;
    /** Null without Bean Validation. */
    private volatile @Nullable Validation validation;

    /**
     * Creates the server of a web application.
     *
     * @param loader the class loader of the web application
     * @param declared everything that is declared; the application gets the beans that it sees
     * @param observers all observers; the application gets those that it sees
     */
    CdiServer(
            SocketIoServer server,
            ClassLoader loader,
            CallScope callScope,
            DeclaredNamespaces declared,
            CdiObservers observers) {
        this.server = server;
        this.loader = loader;
        this.callScope = callScope;
        this.declared = declared.of(name(), ClassVisibility.of(loader));
        this.observers = observers.of(name(), ClassVisibility.of(loader));
    }

    boolean sees(Class<?> type) {
        return ClassVisibility.of(loader).test(type);
    }

    ClassLoader loader() {
        return loader;
    }

    /** Returns whether a class loader is the application's, or a wrapper of it. */
    boolean isLoader(ClassLoader other) {
        return other == loader
                || declared.classes().stream()
                        .map(found -> found.bean().getBeanClass())
                        .filter(type -> type.getClassLoader() == loader)
                        .limit(1)
                        .anyMatch(ClassVisibility.of(other));
    }

    SocketIoServer server() {
        return server;
    }

    /** Returns the name of the server; empty for the default one. */
    String name() {
        return server.options().name();
    }

    /** Returns the namespace of that name, or the parent namespace of a bean's template or pattern. */
    Namespace namespace(String value) {
        Namespace pattern = namespaces.get(value);
        Namespace attached = pattern == null ? namespaces.get(NamespaceName.normal(value)) : pattern;
        return attached == null ? server.of(value) : attached;
    }

    /**
     * Binds the beans; from now on they are called.
     *
     * @return the roles that handlers require
     */
    Set<String> start(BeanManager beans) {
        callScope.beans(beans);
        validation = Validation.find(beans);
        List<SocketIoFilter> filters = filters(beans);
        SocketCalls socketCalls = new SocketCalls(callScope, connections, filters);
        sockets = socketCalls;
        ServerEvents serverEvents = new ServerEvents(callScope);
        Map<NamespaceName, List<NamespaceBean>> byName = callable(beans);
        byName.forEach((name, group) -> {
            Namespace namespace = make(name, server);
            namespaces.put(name.text(), namespace);
            serverEvents.bind(namespace, name, group);
            if (name.pattern() == null) {
                socketCalls.bind(name.text(), name, group, signals(beans, name.text()));
            } else {
                socketCalls.bindChildren(namespace, name, group, signals(beans, name.text()));
            }
        });
        observed().filter(name -> !namespaces.containsKey(name)).forEach(name -> {
            // Namespaces of a template are created when a client connects, and also have the template's beans and
            // observers.
            NamespaceName family = templateOf(name, byName.keySet());
            List<NamespaceBean> inherited = byName.getOrDefault(family, List.of());
            socketCalls.bind(name, family, inherited, signals(beans, name, family.text()));
            if (inherited.isEmpty()) {
                namespaces.put(name, server.of(name));
            }
        });
        if (!namespaces.isEmpty() || !filters.isEmpty()) {
            server.surround(socketCalls);
        }
        if (!declared.classes().isEmpty()) {
            LOG.log(Level.INFO, () -> NamespaceTable.of(name(), declared.classes()));
        }
        return declared.roles();
    }

    private static Namespace make(NamespaceName name, SocketIoServer started) {
        Pattern pattern = name.pattern();
        return pattern == null ? started.of(name.text()) : started.of(pattern);
    }

    /**
     * Returns the beans of each namespace. Plain names come first, so that a namespace with beans of its own does not become a child of a template.
     */
    private Map<NamespaceName, List<NamespaceBean>> callable(BeanManager beans) {
        Comparator<NamespaceClass> order = Comparator.comparing(
                        (NamespaceClass found) -> found.namespace().pattern() != null)
                .thenComparingInt(found -> priority(found.bean()))
                .thenComparing(found -> found.bean().getBeanClass().getName());
        Map<NamespaceName, List<NamespaceBean>> byName = new LinkedHashMap<>();
        declared.classes().stream().sorted(order).forEach(found -> byName.computeIfAbsent(
                        found.namespace(), unused -> new ArrayList<>())
                .add(callable(found, beans)));
        return byName;
    }

    private Stream<String> observed() {
        return observers.namespaces().stream().map(declared::key).distinct();
    }

    private Signals signals(BeanManager beans, String... names) {
        return observers.of(written -> List.of(names).contains(declared.key(written)), beans);
    }

    /** Returns the template that a name belongs to, by the order of the parents; the name itself if there is none. */
    private static NamespaceName templateOf(String name, Set<NamespaceName> known) {
        for (NamespaceName each : known) {
            Pattern pattern = each.pattern();
            if (pattern != null && pattern.matcher(name).find()) {
                return each;
            }
        }
        return NamespaceName.plain(name);
    }

    private static List<SocketIoFilter> filters(BeanManager beans) {
        return beans.getBeans(SocketIoFilter.class, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparingInt(CdiServer::priority))
                .map(bean -> (SocketIoFilter)
                        beans.getReference(bean, SocketIoFilter.class, beans.createCreationalContext(bean)))
                .toList();
    }

    private static int priority(Bean<?> bean) {
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? DEFAULT_PRIORITY : priority.value();
    }

    private NamespaceBean callable(NamespaceClass found, BeanManager beans) {
        Bean<?> bean = found.bean();
        Object reference = beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
        List<Handler> handlers = new ArrayList<>();
        for (Signature signature : found.signatures()) {
            handlers.add(new Handler(signature, reference, checks(bean, signature)));
        }
        return new NamespaceBean(found.access(), handlers);
    }

    private @Nullable MethodCheck checks(Bean<?> bean, Signature signature) {
        Validation present = validation;
        return present == null ? null : present.of(bean.getBeanClass(), signature.method());
    }

    /** Waits until a server has closed, but not for ever. @param name of the server */
    static void await(CompletionStage<Void> closed, String name) {
        try {
            closed.toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(
                    Level.WARNING,
                    "SIO-0403 not all disconnect handlers have ended"
                            + (name.isEmpty() ? "" : " on the server '" + name + "'"),
                    e);
        }
    }

    /** Closes the server while its beans still exist. Idempotent. */
    void stop() {
        await(server.close(), name());
        SocketCalls stuck = sockets;
        if (stuck != null) {
            stuck.endAll();
        }
        connections.endAll();
        Validation ours = validation;
        if (ours != null) {
            validation = null;
            ours.close();
        }
    }
}
