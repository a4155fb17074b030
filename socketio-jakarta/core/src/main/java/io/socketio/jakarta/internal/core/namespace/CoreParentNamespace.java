package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.BroadcastOperator;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which namespace names become its children, and holds the listeners and middleware that they start with. */
public final class CoreParentNamespace extends ListeningNamespace implements ParentNamespace {

    private final Namespaces namespaces;
    private final String name;
    /** Exactly one of {@code matcher} and {@code pattern} is not null. */
    private final @Nullable NamespaceMatcher matcher;

    private final @Nullable Pattern pattern;
    private final AtomicLong places = new AtomicLong();
    /** By {@link CoreNamespace#place}, so that broadcasts visit the children in the order of their creation. */
    private final ConcurrentMap<Long, CoreNamespace> children = new ConcurrentSkipListMap<>();

    private final BroadcastOperator everybody;

    CoreParentNamespace(
            Namespaces namespaces, String name, @Nullable NamespaceMatcher matcher, @Nullable Pattern pattern) {
        this.namespaces = namespaces;
        this.name = name;
        this.matcher = matcher;
        this.pattern = pattern;
        this.everybody = new ParentBroadcast(
                this, BroadcastOptions.everybody(namespaces.context().options().ackTimeout()));
    }

    @Override
    ServerContext context() {
        return namespaces.context();
    }

    public boolean wantsAuth() {
        return matcher != null;
    }

    /**
     * Decides whether this parent has a child of that name. Called on the executor.
     *
     * @param auth the client's auth data, if {@link #wantsAuth}
     */
    public void match(String child, Map<String, @Nullable Object> auth, NamespaceMatcher.Decision answer)
            throws Exception {
        if (matcher != null) {
            matcher.match(child, auth, answer);
        } else {
            answer.accept(null, hasPatternFor(child));
        }
    }

    boolean hasPatternFor(String child) {
        return pattern != null && pattern.matcher(child).find();
    }

    /** Returns the position of the next child to be created, after all existing ones. */
    long nextPlace() {
        return places.getAndIncrement();
    }

    void add(CoreNamespace child) {
        children.put(child.place(), child);
    }

    void remove(CoreNamespace child) {
        children.remove(child.place());
    }

    /** Returns a live view of the children. */
    Collection<CoreNamespace> liveChildren() {
        return children.values();
    }

    @Override
    public Collection<Namespace> children() {
        return List.copyOf(children.values());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketIoServer server() {
        return namespaces.server();
    }

    @Override
    public Map<String, Socket> sockets() {
        Map<String, Socket> all = new LinkedHashMap<>();
        for (CoreNamespace child : children.values()) {
            all.putAll(child.sockets());
        }
        return Collections.unmodifiableMap(all);
    }

    @Override
    public Set<String> rooms() {
        Set<String> all = new LinkedHashSet<>();
        for (CoreNamespace child : children.values()) {
            all.addAll(child.rooms());
        }
        return all;
    }

    @Override
    public Set<String> socketsIn(String room) {
        Set<String> all = new LinkedHashSet<>();
        for (CoreNamespace child : children.values()) {
            all.addAll(child.socketsIn(room));
        }
        return all;
    }

    @Override
    public Namespace onRoom(RoomListener listener) {
        listeners.onRoom(listener);
        return this;
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        NamespaceListeners.checkServerSideName(event);
        for (CoreNamespace child : children.values()) {
            child.serverSideEmit(event, args);
        }
    }

    @Override
    public CompletionStage<List<Arguments>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        NamespaceListeners.checkServerSideName(event);
        List<CompletableFuture<List<Arguments>>> parts = new ArrayList<>();
        for (CoreNamespace child : children.values()) {
            parts.add(child.serverSideEmitWithAck(event, args).toCompletableFuture());
        }
        return ParentBroadcast.joined(parts);
    }

    @Override
    public BroadcastOperator everybody() {
        return everybody;
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return everybody.fetchSockets();
    }

    @Override
    public CompletionStage<Set<String>> allSockets() {
        return everybody.allSockets();
    }

    @Override
    public String toString() {
        return "ParentNamespace[" + name + ", " + children.size() + " children]";
    }
}
