package io.socketio.jakarta.json.jsonb;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps idle bindings. Lock-free: a stack, so the binding used last, which already knows most classes, is reused first. Callers never wait: if none
 * is idle, a new binding is created; a returned binding beyond the limit is closed.
 */
final class BindingPool {

    private final Supplier<JsonbBinding> factory;
    private final int maxIdle;

    /** The idle bindings; null for none. A node is never pushed again, so a node that is still on top still has the same successor. */
    private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

    /** Set before the stack is emptied for the last time. */
    private volatile boolean closed;

    BindingPool(Supplier<JsonbBinding> factory, int maxIdle) {
        this.factory = factory;
        this.maxIdle = maxIdle;
        // Fails immediately if the configuration cannot work.
        giveBack(factory.get());
    }

    JsonbBinding take() {
        Node idle = pop();
        return idle != null ? idle.binding : factory.get();
    }

    void giveBack(JsonbBinding binding) {
        Node rest;
        do {
            rest = top.get();
            if (closed || rest != null && rest.size >= maxIdle) {
                binding.close();
                return;
            }
        } while (!top.compareAndSet(rest, new Node(binding, rest)));
        if (closed) {
            closeIdle();
        }
    }

    void close() {
        closed = true;
        closeIdle();
    }

    /** Returns how many bindings are idle; for tests. */
    int idle() {
        Node node = top.get();
        return node == null ? 0 : node.size;
    }

    private void closeIdle() {
        for (Node idle = pop(); idle != null; idle = pop()) {
            idle.binding.close();
        }
    }

    private @Nullable Node pop() {
        Node node;
        do {
            node = top.get();
        } while (node != null && !top.compareAndSet(node, node.rest));
        return node;
    }

    private static final class Node {
        final JsonbBinding binding;
        final @Nullable Node rest;
        final int size;

        Node(JsonbBinding binding, @Nullable Node rest) {
            this.binding = binding;
            this.rest = rest;
            this.size = rest == null ? 1 : rest.size + 1;
        }
    }
}
