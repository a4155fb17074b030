package io.socketio.jakarta.cdi.scope;

import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;

/**
 * Session scope for Weld (5 and 6). Its HttpSessionContext is bound to a request, and finds the session of the thread in Weld's class SessionHolder.
 * Not all containers expose these classes to applications, so they are looked up by name, once.
 */
final class WeldSessionScope extends SessionScope {

    private static final Object BEGUN = new Object();
    private static final Object HIDDEN = new Object();

    /** Stands in for the missing request. It has no session, so that Weld does not access one until it looks for a bean. */
    private static final HttpServletRequest NO_REQUEST = (HttpServletRequest) Proxy.newProxyInstance(
            WeldSessionScope.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) -> {
                Class<?> type = method.getReturnType();
                if (method.getName().equals("toString")) {
                    return "no request";
                }
                return type == boolean.class
                        ? (Object) false
                        : type == int.class ? (Object) 0 : type == long.class ? 0L : null;
            });

    private final Context context;
    private final MethodHandle associate;
    private final MethodHandle activate;
    private final MethodHandle deactivate;
    private final MethodHandle dissociate;
    private final MethodHandle holdSession;
    private final MethodHandle clearHolder;
    private final MethodHandle clearCache;

    WeldSessionScope(BeanManager beans) throws ReflectiveOperationException {
        ClassLoader weld = beans.getClass().getClassLoader();
        Class<?> type = Class.forName("org.jboss.weld.context.http.HttpSessionContext", true, weld);
        Annotation qualifier = (Annotation) Class.forName("org.jboss.weld.context.http.HttpLiteral", true, weld)
                .getField("INSTANCE")
                .get(null);
        context = (Context) beans.createInstance().select(type, qualifier).get();
        associate = handle(type, "associate", Object.class).bindTo(context);
        activate = handle(type, "activate").bindTo(context);
        deactivate = handle(type, "deactivate").bindTo(context);
        dissociate = handle(type, "dissociate", Object.class).bindTo(context);
        Class<?> holder = Class.forName("org.jboss.weld.module.web.servlet.SessionHolder", true, weld);
        holdSession = handle(holder, "sessionCreated", HttpSession.class);
        clearHolder = handle(holder, "clear");
        clearCache =
                handle(Class.forName("org.jboss.weld.contexts.cache.RequestScopedCache", true, weld), "invalidate");
    }

    private static MethodHandle handle(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.publicLookup().unreflect(type.getMethod(name, parameters));
    }

    @Override
    Object begin(GuardedHttpSession session) throws Throwable {
        if (context.isActive()) {
            return hide();
        }
        try {
            holdSession.invoke((HttpSession) session);
            associate.invoke((Object) NO_REQUEST);
            activate.invoke();
            return BEGUN;
        } catch (Throwable t) {
            end(BEGUN);
            throw t;
        }
    }

    /**
     * Deactivates the scope. Weld's bean store cannot be detached and restored, so a call on a thread with another session's scope has no session
     * scope.
     */
    @Override
    Object hide() throws Throwable {
        if (!context.isActive()) {
            return NOTHING;
        }
        deactivate.invoke();
        clearCache.invoke();
        if (context.isActive()) {
            throw new IllegalStateException("the session scope of another request is still active");
        }
        return HIDDEN;
    }

    @Override
    void end(Object begun) throws Throwable {
        if (begun == BEGUN) {
            remove();
            return;
        }
        try {
            activate.invoke();
        } catch (IllegalStateException e) {
            // The hidden session has ended in the meantime.
            remove();
        }
    }

    private void remove() throws Throwable {
        try {
            deactivate.invoke();
        } finally {
            dissociate.invoke((Object) NO_REQUEST);
            clearHolder.invoke();
        }
    }
}
