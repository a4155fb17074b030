package io.socketio.jakarta.cdi.scope;

import jakarta.enterprise.context.SessionScoped;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Session scope for OpenWebBeans (4). Its contexts service binds a session to the thread. Ending that context would end the session itself, so this
 * class restores the thread's previous context in the service's own field instead.
 */
final class OpenWebBeansSessionScope extends SessionScope {

    /** Stands for null as a previous context. */
    private static final Object NONE = new Object();

    private final MethodHandle start;
    private final MethodHandle current;
    private final MethodHandle restore;
    private final MethodHandle clear;

    OpenWebBeansSessionScope(ClassLoader loader) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> contextType = Class.forName("org.apache.webbeans.config.WebBeansContext", true, loader);
        Object owb = contextType.getMethod("currentInstance").invoke(null);
        Object service = contextType.getMethod("getContextsService").invoke(owb);
        Class<?> type = Class.forName("org.apache.webbeans.spi.ContextsService", true, loader);
        start = lookup.unreflect(type.getMethod("startContext", Class.class, Object.class))
                .bindTo(service)
                .bindTo(SessionScoped.class);
        Field sessions = Class.forName("org.apache.webbeans.web.context.WebContextsService", true, loader)
                .getDeclaredField("sessionContexts");
        sessions.setAccessible(true);
        ThreadLocal<?> ofThread = (ThreadLocal<?>) sessions.get(service);
        current = lookup.bind(ofThread, "get", MethodType.methodType(Object.class));
        restore = lookup.bind(ofThread, "set", MethodType.methodType(void.class, Object.class));
        clear = lookup.bind(ofThread, "remove", MethodType.methodType(void.class));
    }

    @Override
    Object begin(GuardedHttpSession session) throws Throwable {
        Object before = (Object) current.invoke();
        try {
            start.invoke((Object) session);
        } catch (Throwable t) {
            end(orNone(before));
            throw t;
        }
        return orNone(before);
    }

    @Override
    Object hide() throws Throwable {
        Object before = (Object) current.invoke();
        if (before == null) {
            return NOTHING;
        }
        clear.invoke();
        return before;
    }

    private static Object orNone(@Nullable Object before) {
        return before == null ? NONE : before;
    }

    @Override
    void end(Object begun) throws Throwable {
        if (begun == NONE) {
            clear.invoke();
        } else {
            restore.invoke(begun);
        }
    }
}
