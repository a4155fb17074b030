package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.cdi.scope.BeanStore;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scope that holds the beans of the current call's socket or connection. */
public final class SocketContext implements AlterableContext {

    private final Class<? extends Annotation> scope;
    private final CallScope callScope;
    private final Function<SocketState, BeanStore> store;

    public SocketContext(
            Class<? extends Annotation> scope, CallScope callScope, Function<SocketState, BeanStore> store) {
        this.scope = scope;
        this.callScope = callScope;
        this.store = store;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public boolean isActive() {
        return current() != null;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        return required().findOrCreate(contextual, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return required().find(contextual);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        required().destroy(contextual);
    }

    private @Nullable BeanStore current() {
        Call call = callScope.current();
        BeanStore beans = call == null ? null : store.apply(call.state());
        return beans == null || beans.isClosed() ? null : beans;
    }

    private BeanStore required() {
        BeanStore beans = current();
        if (beans == null) {
            throw new ContextNotActiveException(
                    "@" + scope.getSimpleName() + " is active in handlers of a socket only");
        }
        return beans;
    }
}
