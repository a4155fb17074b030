package io.socketio.jakarta.cdi.scope;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.BeanManager;

/** Session scope for CDI implementations without a class of their own here: none begins, and one that is active cannot be hidden. */
final class UnknownSessionScope extends SessionScope {

    private final BeanManager beans;

    UnknownSessionScope(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    Object begin(GuardedHttpSession session) {
        return hide();
    }

    @Override
    Object hide() {
        try {
            beans.getContext(SessionScoped.class);
        } catch (ContextNotActiveException e) {
            return NOTHING;
        }
        throw new IllegalStateException("the session scope of another request is active on this thread");
    }

    @Override
    void end(Object begun) {}
}
