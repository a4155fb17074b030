package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes managed threads of WildFly in the contexts of the application. A thread of its default factory begins with the contexts of the thread that asked
 * for it, and keeps them: one that an I/O thread has asked for, which reads upgraded connections, has no {@code java:comp}, so beans with resources
 * cannot be created there. Seen on WildFly 39.0.1. No longer needed when a thread that was made by a thread without contexts finds
 * {@code java:comp/TransactionSynchronizationRegistry}.
 */
public final class WildFlyThreads {

    private static final String FACTORY = "org.jboss.as.ee.concurrent.WildFlyManagedThreadFactory";

    private WildFlyThreads() {}

    /**
     * Returns a factory whose threads have the contexts of the calling thread, which is one of the application.
     *
     * @param factory one of any container
     * @param contexts the {@code jakarta.enterprise.concurrent.ContextService} of the application; null if there is none
     * @return the given one on other containers
     */
    public static ThreadFactory inContextsOfCaller(ThreadFactory factory, @Nullable Object contexts) {
        if (contexts == null || !isOfWildFly(factory)) {
            return factory;
        }
        try {
            Class<?> service = Class.forName(
                    "jakarta.enterprise.concurrent.ContextService",
                    false,
                    contexts.getClass().getClassLoader());
            return (ThreadFactory) service.getMethod("createContextualProxy", Object.class, Class.class)
                    .invoke(contexts, factory, ThreadFactory.class);
        } catch (ReflectiveOperationException | LinkageError e) {
            Loggers.SERVER.log(Level.DEBUG, "threads begin with the contexts of the thread that asks for them", e);
            return factory;
        }
    }

    private static boolean isOfWildFly(ThreadFactory factory) {
        try {
            return Class.forName(FACTORY, false, factory.getClass().getClassLoader())
                    .isInstance(factory);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
