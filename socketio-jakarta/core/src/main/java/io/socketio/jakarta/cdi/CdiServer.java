package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.call.CallScope;
import io.socketio.jakarta.cdi.call.Handler;
import io.socketio.jakarta.cdi.call.NamespaceBean;
import io.socketio.jakarta.cdi.call.SocketCalls;
import io.socketio.jakarta.cdi.event.CdiObservers;
import io.socketio.jakarta.cdi.event.CdiObservers.Signals;
import io.socketio.jakarta.cdi.model.NamespaceClass;
import io.socketio.jakarta.cdi.model.NamespaceName;
import io.socketio.jakarta.cdi.model.NamespaceTable;
import io.socketio.jakarta.cdi.model.Problems;
import io.socketio.jakarta.cdi.model.Signature;
import io.socketio.jakarta.cdi.scope.ConnectionState;
import io.socketio.jakarta.cdi.validation.MethodCheck;
import io.socketio.jakarta.cdi.validation.Validation;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server of an application as its beans see it: from the verified classes to the namespaces that call them. */
public final class CdiServer {

    private static final System.Logger LOG = System.getLogger("io.socketio.jakarta.cdi");
    private static final long CLOSE_TIMEOUT_S = 5;
    private static final int DEFAULT_PRIORITY = 2000;

    private final CallScope callScope;
    private final CdiObservers observers;
    private final List<NamespaceClass> classes = new ArrayList<>();
    /** Namespaces as they are written somewhere, and one of the classes where they are. */
    private final Map<String, Class<?>> mentioned = new LinkedHashMap<>();

    private final ConnectionState.Table connections = new ConnectionState.Table();

    /** By name or template; filled when the web application starts. */
    private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();

    // Null until the web application has started.
    private volatile @Nullable SocketIoServer server;
    private volatile @Nullable SocketCalls sockets;
    /** Null without Bean Validation. */
    private volatile @Nullable Validation validation;

    CdiServer(CallScope callScope, CdiObservers observers) {
        this.callScope = callScope;
        this.observers = observers;
    }

    void add(NamespaceClass found) {
        classes.add(found);
    }

    /** Two beans may share a namespace, but not an event. */
    void checkEvents(Problems problems) {
        Map<List<String>, NamespaceClass> seen = new HashMap<>();
        for (NamespaceClass found : classes) {
            for (Signature signature : found.signatures()) {
                if (signature.event() == null) {
                    continue;
                }
                NamespaceClass other =
                        seen.putIfAbsent(List.of(found.namespace().text(), signature.event()), found);
                if (other != null && other != found) {
                    problems.add(
                            found.bean().getBeanClass(),
                            signature.method(),
                            "two handlers for event \"" + signature.event() + "\" of "
                                    + found.namespace().text() + "; the other is in "
                                    + other.bean().getBeanClass().getName());
                }
            }
        }
    }

    /** An injection point, an observer or an emission names a namespace. */
    void mention(String namespace, Class<?> where) {
        mentioned.putIfAbsent(namespace, where);
    }

    /** What cannot be called through a proxy is told now, and not by the first client. */
    void checkProxies(BeanManager beans, Problems problems) {
        classes.forEach(found -> found.checkProxy(beans, problems));
    }

    /** A template stands for nothing without a bean that has it. */
    void checkMentions(Problems problems) {
        mentioned.forEach((written, where) -> {
            boolean isMany =
                    written.startsWith("^") || NamespaceName.of(written).pattern() != null;
            if (isMany && !hasBean(key(written))) {
                problems.add(where, "no bean has the namespaces \"" + written + "\"");
            }
        });
    }

    /** The same as {@link #namespace}, or null before the server has started: then nobody is connected. */
    @Nullable
    Namespace startedNamespace(String value) {
        return server == null ? null : namespace(value);
    }

    /** A namespace by its name, or those of a template or pattern that a bean has. */
    public Namespace namespace(String value) {
        Namespace pattern = namespaces.get(value);
        Namespace attached = pattern == null ? namespaces.get(NamespaceName.normal(value)) : pattern;
        return attached == null ? server().of(value) : attached;
    }

    /** What is written at a bean, an observer or an injection point may lack its slash, unless it is the pattern of a bean. */
    private String key(String written) {
        return hasBean(written) ? written : NamespaceName.normal(written);
    }

    private boolean hasBean(String key) {
        return classes.stream().anyMatch(found -> found.namespace().text().equals(key));
    }

    SocketIoServer server() {
        SocketIoServer present = server;
        if (present == null) {
            throw new IllegalStateException("the Socket.IO server has not been started yet");
        }
        return present;
    }

    Set<String> start(BeanManager beans, SocketIoServer started) {
        callScope.beans(beans);
        server = started;
        validation = Validation.find(beans);
        List<SocketIoFilter> filters = filters(beans);
        SocketCalls socketCalls = new SocketCalls(callScope, connections, filters);
        sockets = socketCalls;
        Map<NamespaceName, List<NamespaceBean>> byName = callable(beans);
        byName.forEach((name, group) -> {
            Namespace namespace = make(name, started);
            namespaces.put(name.text(), namespace);
            if (name.pattern() == null) {
                socketCalls.bind(name.text(), name, group, signals(beans, name.text()));
            } else {
                socketCalls.bindChildren(namespace, name, group, signals(beans, name.text()));
            }
        });
        observed().filter(name -> !namespaces.containsKey(name)).forEach(name -> {
            // Those of a template are made when somebody comes, and have its beans and observers, too.
            NamespaceName family = templateOf(name, byName.keySet());
            List<NamespaceBean> inherited = byName.getOrDefault(family, List.of());
            socketCalls.bind(name, family, inherited, signals(beans, name, family.text()));
            if (inherited.isEmpty()) {
                namespaces.put(name, started.of(name));
            }
        });
        if (!namespaces.isEmpty() || !filters.isEmpty()) {
            started.surround(socketCalls);
        }
        if (!classes.isEmpty()) {
            LOG.log(Level.INFO, () -> NamespaceTable.of(classes));
        }
        Set<String> roles = new HashSet<>();
        classes.forEach(found -> roles.addAll(found.roles()));
        return roles;
    }

    private static Namespace make(NamespaceName name, SocketIoServer started) {
        Pattern pattern = name.pattern();
        return pattern == null ? started.of(name.text()) : started.of(pattern);
    }

    /** The beans of each namespace. Plain names come first, so that what has beans of its own is no child of a template. */
    private Map<NamespaceName, List<NamespaceBean>> callable(BeanManager beans) {
        Comparator<NamespaceClass> order = Comparator.comparing(
                        (NamespaceClass found) -> found.namespace().pattern() != null)
                .thenComparingInt(found -> priority(found.bean()))
                .thenComparing(found -> found.bean().getBeanClass().getName());
        Map<NamespaceName, List<NamespaceBean>> byName = new LinkedHashMap<>();
        classes.stream().sorted(order).forEach(found -> byName.computeIfAbsent(
                        found.namespace(), unused -> new ArrayList<>())
                .add(callable(found, beans)));
        return byName;
    }

    private Stream<String> observed() {
        return observers.namespaces().stream().map(this::key).distinct();
    }

    private Signals signals(BeanManager beans, String... names) {
        return observers.of(written -> List.of(names).contains(key(written)), beans);
    }

    /** The template that the parents' order gives a name to; the name itself if there is none. */
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

    /** Closes the server while the beans are there. Idempotent. */
    void stop() {
        SocketIoServer present = server;
        if (present == null) {
            return;
        }
        try {
            present.close().toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "SIO-0403 not all disconnect handlers have ended", e);
        }
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
