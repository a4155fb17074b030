package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.adapter.Adapter;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.core.recovery.RecoveringAdapter;
import io.socketio.jakarta.internal.core.recovery.RecoveryMemory;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of a server by name, and the parents that create further ones. Thread-safe, lock-free: the thread that inserts a namespace into the
 * map announces it, and a thread that finds a retired namespace there removes it.
 */
public final class Namespaces {

    public static final String ROOT = "/";

    private final ServerContext context;
    private final SocketIoServer server;
    /** Null without recovery. */
    private final @Nullable RecoveryMemory recovery;

    private final CoreNamespace root;
    private final ConcurrentMap<String, CoreNamespace> byName = new ConcurrentHashMap<>();
    private final List<CoreParentNamespace> parents = new CopyOnWriteArrayList<>();
    private final AtomicInteger parentCount = new AtomicInteger();
    private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();

    /** @param server the server that namespaces return to applications */
    public Namespaces(ServerContext context, SocketIoServer server) {
        this.context = context;
        this.server = server;
        this.recovery = context.options().recovery().enabled() ? RecoveryMemory.of(context) : null;
        this.root = new CoreNamespace(this, ROOT, null);
        byName.put(ROOT, root);
        root.adapter().open();
        root.onAnnounced(null);
    }

    /** Where the reference server keeps sessions in memory, so does this one: unless another adapter is given. */
    Adapter newAdapter(AdapterHost host) {
        boolean recovers = recovery != null && context.adapters() == AdapterFactory.LOCAL;
        return recovers
                ? new RecoveringAdapter(host, recovery)
                : context.adapters().create(host);
    }

    ServerContext context() {
        return context;
    }

    SocketIoServer server() {
        return server;
    }

    public CoreNamespace root() {
        return root;
    }

    public Collection<CoreNamespace> all() {
        return byName.values();
    }

    /** Returns the parents in the order in which they were added. */
    public List<CoreParentNamespace> parents() {
        return parents;
    }

    public void onNewNamespace(Consumer<Namespace> listener) {
        listeners.add(listener);
    }

    public @Nullable CoreNamespace find(String name) {
        CoreNamespace present = byName.get(name);
        if (present != null && present.isRetired()) {
            byName.remove(name, present);
            return null;
        }
        return present;
    }

    public CoreNamespace of(String name) {
        String full = name.startsWith(ROOT) ? name : ROOT + name;
        CoreNamespace present = find(full);
        return present != null ? present : make(full, patternParentOf(full));
    }

    public CoreParentNamespace addParent(NamespaceMatcher matcher) {
        return add(new CoreParentNamespace(this, nextParentName(), matcher, null));
    }

    public CoreParentNamespace addParent(Pattern pattern) {
        return add(new CoreParentNamespace(this, nextParentName(), null, pattern));
    }

    private String nextParentName() {
        return "/_" + parentCount.getAndIncrement();
    }

    private CoreParentNamespace add(CoreParentNamespace parent) {
        parents.add(parent);
        return parent;
    }

    /** Returns the namespace with this name; the parent creates it if there is none. The namespace is entered, so that it is not removed. */
    public CoreNamespace enterChild(String name, CoreParentNamespace parent) {
        CoreNamespace child;
        do {
            child = make(name, parent);
        } while (!child.enter());
        return child;
    }

    /** Removes a retired namespace after its last socket has left. */
    void onRetired(CoreNamespace namespace) {
        remove(namespace);
        namespace.adapter().close();
    }

    private void remove(CoreNamespace namespace) {
        byName.remove(namespace.name(), namespace);
        CoreParentNamespace parent = namespace.parent();
        if (parent != null) {
            parent.remove(namespace);
        }
    }

    private CoreNamespace make(String name, @Nullable CoreParentNamespace parent) {
        CoreNamespace fresh = new CoreNamespace(this, name, parent);
        CoreNamespace other = byName.putIfAbsent(name, fresh);
        while (other != null) {
            if (!other.isRetired()) {
                return other;
            }
            byName.remove(name, other);
            other = byName.putIfAbsent(name, fresh);
        }
        try {
            fresh.adapter().open();
            if (parent != null) {
                parent.add(fresh);
            }
            announce(fresh);
        } catch (Throwable t) {
            remove(fresh);
            fresh.onAnnounced(t);
            throw t;
        }
        return fresh;
    }

    /** An error goes to whoever has asked for the namespace: a listener that has failed so may not have added its guard. */
    private void announce(CoreNamespace fresh) {
        for (Consumer<Namespace> listener : listeners) {
            try {
                listener.accept(fresh);
            } catch (Exception e) {
                context.operatorLog().userCodeFailed("listener of \"new_namespace\"", fresh.name(), e);
            }
        }
        fresh.onAnnounced(null);
    }

    private @Nullable CoreParentNamespace patternParentOf(String name) {
        for (CoreParentNamespace parent : parents) {
            if (parent.hasPatternFor(name)) {
                return parent;
            }
        }
        return null;
    }
}
