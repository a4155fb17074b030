package io.socketio.jakarta.web.threads;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.WildFlyThreads;
import io.socketio.jakarta.web.settings.WebSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a deployment come from: the container's managed thread factory, virtual threads, or threads of our own, in this order unless
 * {@code socketio.virtual-threads} says otherwise.
 *
 * @param managed the factory of the container; null when it has none, or virtual threads are wanted
 * @param virtual the factory of virtual threads; null when they are not there or not wanted
 * @param prefix of the names of the threads
 * @param loader context class loader of the threads
 * @param started the platform threads that have been made
 */
record ThreadSource(
        @Nullable ThreadFactory managed,
        @Nullable ThreadFactory virtual,
        String prefix,
        ClassLoader loader,
        StartedThreads started) {

    private static final Logger LOG = Loggers.SERVER;
    private static final String MANAGED_THREADS = "java:comp/DefaultManagedThreadFactory";
    private static final String CONTEXTS = "java:comp/DefaultContextService";
    private static final long KEEP_ALIVE_S = 30;

    static ThreadSource of(WebSettings settings, ClassLoader loader) {
        WebSettings.VirtualThreads wanted = settings.virtualThreads();
        String server = settings.options().name();
        String prefix = server.isEmpty() ? "socketio-" : "socketio-" + server + '-';
        ThreadFactory managed = wanted == WebSettings.VirtualThreads.ALWAYS ? null : factoryOf(MANAGED_THREADS);
        boolean tryVirtual = wanted == WebSettings.VirtualThreads.ALWAYS
                || wanted == WebSettings.VirtualThreads.AUTO && managed == null;
        ThreadFactory virtual = tryVirtual ? virtualFactory(prefix, loader) : null;
        if (virtual == null && wanted == WebSettings.VirtualThreads.ALWAYS) {
            LOG.log(
                    Level.WARNING,
                    "SIO-0302 this JDK has no virtual threads (socketio.virtual-threads); using platform threads");
        }
        return new ThreadSource(managed, virtual, prefix, loader, new StartedThreads());
    }

    /**
     * Returns what the application has named to run its code: an executor, or a factory of threads.
     *
     * @throws IllegalArgumentException if there is neither of this name
     */
    static Object named(String name) {
        ExecutorService executor = lookup(name, ExecutorService.class);
        Object found = executor == null ? factoryOf(name) : executor;
        if (found == null) {
            throw new IllegalArgumentException("socketio.executor='" + name
                    + "': JNDI has no ExecutorService or ThreadFactory of this name; define it in the application or"
                    + " remove the setting");
        }
        return found;
    }

    /** The same with another factory of the container, whose threads may be virtual. */
    ThreadSource with(ThreadFactory factory) {
        if (!makesVirtual(factory)) {
            return new ThreadSource(factory, null, prefix, loader, started);
        }
        ThreadFactory substitute = virtualFactory(prefix, loader);
        return new ThreadSource(
                null,
                task -> {
                    Thread thread = managedThread(factory, () -> {
                        Thread.currentThread().setContextClassLoader(loader);
                        task.run();
                    });
                    if (thread == null) {
                        return substitute == null ? new Thread(task) : substitute.newThread(task);
                    }
                    return thread;
                },
                prefix,
                loader,
                started);
    }

    /** The same without virtual threads. */
    ThreadSource withoutVirtual() {
        return new ThreadSource(managed, null, prefix, loader, started);
    }

    /** By reflection, because this is compiled for Java 17. The thread is not started. */
    private static boolean makesVirtual(ThreadFactory factory) {
        try {
            Thread thread = factory.newThread(() -> {});
            return Boolean.TRUE.equals(Thread.class.getMethod("isVirtual").invoke(thread));
        } catch (ReflectiveOperationException | IllegalStateException e) {
            return false;
        }
    }

    boolean isVirtual() {
        return virtual != null;
    }

    /** For the log. */
    String describe(int threads) {
        if (virtual != null) {
            return "virtual threads";
        }
        return "up to " + threads + (managed == null ? " threads" : " threads of the container")
                + " (socketio.threads)";
    }

    /**
     * An executor with as many threads as may ever be needed, which idle ones leave again. The queue needs no bound of its own: each socket stands in it
     * at most once, with its bounded mailbox.
     */
    ExecutorService executor(String name, int threads) {
        if (virtual != null) {
            return perTask(virtual);
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads, threads, KEEP_ALIVE_S, TimeUnit.SECONDS, new WorkQueue(), factory(prefix + name)) {
                    @Override
                    protected void beforeExecute(Thread thread, Runnable task) {
                        onTask(thread);
                    }
                };
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One platform thread, because it never runs more than a hand-over. */
    ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory(prefix + "timer-")) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                onTask(thread);
            }
        };
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /**
     * Each task begins with the class loader of the application: a managed thread of WildFly begins with that of the thread that asked for it, which may be
     * one that reads connections.
     */
    private void onTask(Thread thread) {
        thread.setContextClassLoader(loader);
    }

    private ThreadFactory factory(String group) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = managed == null ? null : managedThread(managed, task);
            if (thread == null) {
                // No inheritable thread locals: the first message of some user must not mark the thread.
                thread = new Thread(null, task, "", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
            }
            thread.setName(group + count.incrementAndGet());
            started.add(thread);
            return thread;
        };
    }

    /** Null when the container makes no more, as some do while the application is being undeployed; disconnect listeners still run then. */
    private static @Nullable Thread managedThread(ThreadFactory managed, Runnable task) {
        try {
            return managed.newThread(task);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the container makes no more threads", e);
            return null;
        }
    }

    private static @Nullable ThreadFactory factoryOf(String name) {
        ThreadFactory found = lookup(name, ThreadFactory.class);
        return found == null ? null : WildFlyThreads.inContextsOfCaller(found, lookup(CONTEXTS, Object.class));
    }

    /** Without a class of Jakarta Concurrency, which bare servlet containers lack: its types extend those of the JDK. */
    private static <T> @Nullable T lookup(String name, Class<T> type) {
        try {
            Object found = new InitialContext().lookup(name);
            return type.isInstance(found) ? type.cast(found) : null;
        } catch (NamingException e) {
            return null;
        }
    }

    /** By reflection, because this is compiled for Java 17; null there. */
    private static @Nullable ThreadFactory virtualFactory(String prefix, ClassLoader loader) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, prefix + "virtual-", 0L);
            builder = type.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(builder, false);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return task -> {
                Thread thread = factory.newThread(task);
                thread.setContextClassLoader(loader);
                return thread;
            };
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static ExecutorService perTask(ThreadFactory virtual) {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, virtual);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("virtual threads without an executor for them", e);
        }
    }
}
