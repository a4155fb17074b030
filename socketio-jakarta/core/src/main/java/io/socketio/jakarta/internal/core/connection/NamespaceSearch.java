package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.NamespaceMatcher;
import io.socketio.jakarta.internal.core.namespace.CoreNamespace;
import io.socketio.jakarta.internal.core.namespace.CoreParentNamespace;
import io.socketio.jakarta.internal.core.namespace.Namespaces;
import io.socketio.jakarta.internal.core.socket.NamespaceSlot;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.json.PayloadException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's CONNECT to a namespace that does not exist, or is being made: asks the parents one after the other, on the executor, and keeps the
 * namespace reserved for the connection meanwhile. Ends with the connection, at the latest when a matcher answers.
 */
final class NamespaceSearch implements NamespaceSlot {

    /** The answer of the reference server. */
    static final String REFUSED = "Invalid namespace";

    private final String name;
    private final @Nullable String authJson;
    private final Reservation weight;
    private final ClientConnection connection;
    private final NamespaceJoins joins;
    private final ServerContext context;
    private final Namespaces namespaces;
    private final List<CoreParentNamespace> parents;

    // Touched by one run at a time.
    private int position;
    /** Empty until the first parent wants it. */
    private Map<String, @Nullable Object> auth = Map.of();

    private boolean authRead;

    /**
     * @param authJson the JSON object that came with CONNECT, or null
     * @param weight of what waits
     */
    NamespaceSearch(
            String name,
            @Nullable String authJson,
            Reservation weight,
            ClientConnection connection,
            NamespaceJoins joins,
            ServerContext context,
            Namespaces namespaces) {
        this.name = name;
        this.authJson = authJson;
        this.weight = weight;
        this.connection = connection;
        this.joins = joins;
        this.context = context;
        this.namespaces = namespaces;
        this.parents = namespaces.parents();
    }

    @Override
    public String namespaceName() {
        return name;
    }

    Reservation weight() {
        return weight;
    }

    /** Nothing waits any more: the search has ended without a namespace, or the connection has. */
    void release() {
        weight.release();
    }

    void start() {
        execute(this::begin);
    }

    /** Runs a step on the executor; one that fails ends the connection. */
    private void execute(Runnable step) {
        context.executor().execute(guarded(step));
    }

    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (Throwable t) {
                connection.onError("the search for a namespace", "", t);
            }
        };
    }

    private void begin() {
        CoreNamespace present = namespaces.find(name);
        if (present != null && present.enter()) {
            onFound(present);
        } else {
            ask();
        }
    }

    /** Begins, or goes on, on the executor. */
    private void ask() {
        while (!connection.isClosed()) {
            if (position == parents.size()) {
                joins.onNotFound(this, REFUSED);
                return;
            }
            Step step = new Step(parents.get(position++));
            if (step.parent.wantsAuth() && !readAuth()) {
                return;
            }
            try {
                step.parent.match(name, auth, step);
            } catch (Throwable t) {
                onThrown(step, t);
            }
            if (!step.isAnswered()) {
                return;
            }
            if (step.allowed) {
                onFound(namespaces.enterChild(name, step.parent));
                return;
            }
        }
    }

    private void onThrown(Step step, Throwable thrown) {
        if (thrown instanceof Error) {
            connection.onError("matcher of a parent", step.parent.name(), thrown);
        } else {
            context.operatorLog().userCodeFailed("matcher of a parent", step.parent.name(), thrown);
        }
        step.refuse();
    }

    /** @param namespace has been entered */
    private void onFound(CoreNamespace namespace) {
        namespace.afterAnnouncement(guarded(() -> joins.onFound(this, namespace, authJson)), guarded(() -> {
            namespace.leave();
            joins.onNotFound(this, REFUSED);
        }));
    }

    /** @return false if it cannot be read; then the client has been refused */
    private boolean readAuth() {
        if (!authRead) {
            try {
                auth = context.readAuth(authJson);
                authRead = true;
            } catch (PayloadException e) {
                joins.onNotFound(this, Connecting.authMessage(e));
                return false;
            }
        }
        return true;
    }

    /** The answer of one parent. It and the return of the matcher may come in any order: whoever is second goes on. */
    private final class Step implements NamespaceMatcher.Decision {

        private final CoreParentNamespace parent;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final AtomicBoolean second = new AtomicBoolean();
        /** Written before {@code second}, read after. */
        private boolean allowed;

        Step(CoreParentNamespace parent) {
            this.parent = parent;
        }

        @Override
        public void accept(@Nullable Throwable error, boolean allow) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            allowed = allow && error == null;
            if (second.getAndSet(true)) {
                NamespaceSearch.this.execute(this::goOn);
            }
        }

        /** The matcher has returned. @return false if whoever answers will go on */
        boolean isAnswered() {
            return second.getAndSet(true);
        }

        private void goOn() {
            if (allowed && !connection.isClosed()) {
                onFound(namespaces.enterChild(name, parent));
            } else {
                ask();
            }
        }
    }
}
