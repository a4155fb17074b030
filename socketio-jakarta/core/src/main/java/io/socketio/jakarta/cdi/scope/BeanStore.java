package io.socketio.jakarta.cdi.scope;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The beans of one socket or connection. No lock is held while a bean is created; if two threads create the same bean at once, the second instance is
 * destroyed.
 */
public final class BeanStore {

    /** Shared, because each socket has its own store. */
    private static final RateLimitedLog OPERATOR_LOG = new RateLimitedLog(System::nanoTime);

    private final ConcurrentMap<Contextual<?>, Stored<?>> beans = new ConcurrentHashMap<>(4);
    /** No more beans are created. */
    private volatile boolean closing;
    /** All beans are destroyed. */
    private volatile boolean closed;

    public boolean isClosed() {
        return closed;
    }

    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Contextual<T> contextual) {
        Stored<T> stored = (Stored<T>) beans.get(contextual);
        return stored == null ? null : stored.instance;
    }

    @SuppressWarnings("unchecked")
    public <T> T findOrCreate(Contextual<T> contextual, CreationalContext<T> creation) {
        T present = find(contextual);
        if (present != null) {
            return present;
        }
        if (closing) {
            throw new ContextNotActiveException("the scope is ending: no more beans are made in it");
        }
        Stored<T> fresh = new Stored<>(contextual, contextual.create(creation), creation);
        Stored<T> other = (Stored<T>) beans.putIfAbsent(contextual, fresh);
        if (other != null) {
            fresh.destroy();
            return other.instance;
        }
        if (closing) {
            // Either close() has seen the bean, or this thread has seen the flag.
            destroy(contextual);
        }
        return fresh.instance;
    }

    /** Moves the beans whose instances are {@link Serializable} into a new store. */
    public BeanStore takeSerializable() {
        BeanStore taken = new BeanStore();
        beans.forEach((contextual, stored) -> {
            if (stored.instance instanceof Serializable && beans.remove(contextual, stored)) {
                taken.beans.put(contextual, stored);
            }
        });
        return taken;
    }

    public void destroy(Contextual<?> contextual) {
        Stored<?> stored = beans.remove(contextual);
        if (stored != null) {
            stored.destroy();
        }
    }

    /** Destroys all beans, each once. A bean that is being destroyed can still use those that remain. */
    public void close() {
        closing = true;
        for (Contextual<?> contextual : beans.keySet()) {
            destroy(contextual);
        }
        closed = true;
    }

    private record Stored<T>(Contextual<T> contextual, T instance, CreationalContext<T> creation) {

        public void destroy() {
            try {
                contextual.destroy(instance, creation);
            } catch (Throwable e) {
                OPERATOR_LOG.warn(Loggers.CDI, "SIO-0401", "", "a bean could not be destroyed", e);
            }
        }
    }
}
