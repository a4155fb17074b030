package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.LibertyExecutor;
import io.socketio.jakarta.web.settings.WebSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
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
 * The threads of one deployment: those of the container where it has managed executors, else some of our own, which end with the deployment.
 *
 * @param executor runs user code
 * @param timers runs timers
 * @param ownsExecutor whether the executor is ours to end
 * @param ownsTimers the same
 */
record Threads(ExecutorService executor, ScheduledExecutorService timers, boolean ownsExecutor, boolean ownsTimers) {

    private static final Logger LOG = Loggers.SERVER;
    private static final String MANAGED_EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String MANAGED_TIMERS = "java:comp/DefaultManagedScheduledExecutorService";
    private static final String MANAGED_THREADS = "java:comp/DefaultManagedThreadFactory";
    private static final String PREFIX = "socketio-";
    private static final long END_TIMEOUT_S = 5;
    private static final long KEEP_ALIVE_S = 30;

    /** @param loader context class loader of our own threads */
    static Threads of(WebSettings settings, ClassLoader loader) {
        ScheduledExecutorService managedTimers = managed(MANAGED_TIMERS, ScheduledExecutorService.class);
        boolean ownsTimers = managedTimers == null;
        ScheduledExecutorService timers = managedTimers == null ? timer(loader) : managedTimers;
        ExecutorService managed = settings.virtualThreads() ? null : managed(MANAGED_EXECUTOR, ExecutorService.class);
        if (managed != null && !LibertyExecutor.isLiberty(managed)) {
            return new Threads(managed, timers, false, ownsTimers);
        }
        ExecutorService virtual = settings.virtualThreads() ? virtual() : null;
        ExecutorService own = virtual == null ? pool(settings.threads(), loader) : virtual;
        return new Threads(own, timers, true, ownsTimers);
    }

    /** What runs user code, for the log. */
    String describe() {
        if (!ownsExecutor) {
            return "the container's " + MANAGED_EXECUTOR;
        }
        return executor instanceof ThreadPoolExecutor pool
                ? "up to " + pool.getMaximumPoolSize() + " threads (socketio.threads)"
                : "virtual threads";
    }

    Scheduler scheduler() {
        return new TimerScheduler(timers);
    }

    /** Ends what is ours, after the tasks that have been handed over. */
    void end() {
        if (ownsExecutor) {
            executor.shutdown();
            end(executor);
        }
        if (ownsTimers) {
            timers.shutdownNow();
            end(timers);
        }
    }

    private static void end(ExecutorService service) {
        try {
            if (!service.awaitTermination(END_TIMEOUT_S, TimeUnit.SECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "SIO-0301 handlers are still running {0} s after undeploy; their threads are interrupted",
                        END_TIMEOUT_S);
                service.shutdownNow();
            }
        } catch (InterruptedException e) {
            service.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Without a class of Jakarta Concurrency, which bare servlet containers lack: the managed executors extend those of the JDK. */
    private static <T> @Nullable T managed(String name, Class<T> type) {
        try {
            Object found = new InitialContext().lookup(name);
            return type.isInstance(found) ? type.cast(found) : null;
        } catch (NamingException e) {
            return null;
        }
    }

    /**
     * As many threads as may ever be needed, which idle ones leave again. The queue needs no bound of its own: each socket stands in it at most once,
     * with its bounded mailbox.
     */
    private static ExecutorService pool(int threads, ClassLoader loader) {
        ThreadFactory managed = managed(MANAGED_THREADS, ThreadFactory.class);
        ThreadFactory factory = managed == null ? factory(PREFIX, loader) : named(managed);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, KEEP_ALIVE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ScheduledExecutorService timer(ClassLoader loader) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory(PREFIX + "timer-", loader));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Threads that the container makes, because it wants to know which application they serve. */
    private static ThreadFactory named(ThreadFactory managed) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = managed.newThread(task);
            if (thread != null) {
                thread.setName(PREFIX + count.incrementAndGet());
            }
            return thread;
        };
    }

    private static ThreadFactory factory(String prefix, ClassLoader loader) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            // No inheritable thread locals: the first message of some user must not mark the thread.
            Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    /** By reflection, because this is compiled for Java 17; null there. */
    private static @Nullable ExecutorService virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, "socketio-virtual-", 0L);
            Object factory = type.getMethod("factory").invoke(builder);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "SIO-0302 this JDK has no virtual threads (socketio.virtual-threads); using platform threads");
            return null;
        }
    }
}
