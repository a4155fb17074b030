package io.socketio.jakarta.web.threads;

import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.settings.WebSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one deployment, in five groups, so that none waits for another: handlers (user code, may block), the server's own work, sends and closes
 * of connections (both may block on some containers), and one timer. Where the container has a managed thread factory, it makes the threads; otherwise they are
 * virtual from JDK 21 on, else platform threads. All of them end with the deployment, but for an executor that the application names.
 *
 * @param handlers runs user code
 * @param own runs the server's own work
 * @param sends sends to connections
 * @param sendThreads most threads of {@code sends}; {@code Integer.MAX_VALUE} if they are virtual
 * @param closes closes connections
 * @param timer hands on what is due
 * @param scheduler timers that run on {@code timer} and {@code own}
 * @param ownsHandlers whether {@code handlers} ends with the deployment
 * @param started the platform threads that have been made
 * @param handlersPerConnection most handlers of one connection that run at a time
 * @param description of the handlers' threads, for the log
 */
public record Threads(
        ExecutorService handlers,
        ExecutorService own,
        ExecutorService sends,
        int sendThreads,
        ExecutorService closes,
        ScheduledExecutorService timer,
        Scheduler scheduler,
        boolean ownsHandlers,
        StartedThreads started,
        int handlersPerConnection,
        String description) {

    private static final Logger LOG = Loggers.SERVER;
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

    /** The server's own work does not block; more threads than this would only wait for processors. */
    private static final int OWN_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** Sends to as many clients but one may wait; further ones are asynchronous. */
    private static final int SEND_THREADS = 4;

    /** The first JDK whose virtual threads wait inside of {@code synchronized} without a platform thread. */
    private static final int VIRTUAL_THREADS_MAY_WAIT = 24;

    /** Closes block for a while on some containers. */
    private static final int CLOSE_THREADS = 64;

    /** A connection takes no more than this part of the threads for handlers. */
    private static final int CONNECTION_SHARE = 4;

    /**
     * @param loader context class loader of threads that no container makes
     * @throws IllegalArgumentException if what the settings name is not there
     */
    public static Threads of(WebSettings settings, ClassLoader loader) {
        ThreadSource source = ThreadSource.of(settings, loader);
        Object named = settings.executor().isEmpty() ? null : ThreadSource.named(settings.executor());
        ThreadSource ofHandlers = named instanceof ThreadFactory factory ? source.with(factory) : source;
        ExecutorService executor = named instanceof ExecutorService given ? given : null;
        int share = settings.threadsPerConnection();
        if (share == 0) {
            boolean limited = executor == null && !ofHandlers.isVirtual();
            share = limited ? Math.max(1, settings.threads() / CONNECTION_SHARE) : Integer.MAX_VALUE;
        }
        ExecutorService own = source.executor("own-", OWN_THREADS);
        ScheduledExecutorService timer = source.timer();
        boolean virtualSends = source.isVirtual() && Runtime.version().feature() >= VIRTUAL_THREADS_MAY_WAIT;
        return new Threads(
                executor == null ? ofHandlers.executor("", settings.threads()) : executor,
                own,
                virtualSends
                        ? source.executor("send-", SEND_THREADS)
                        : source.withoutVirtual().executor("send-", SEND_THREADS),
                virtualSends ? Integer.MAX_VALUE : SEND_THREADS,
                source.executor("close-", CLOSE_THREADS),
                timer,
                new TimerScheduler(timer, own),
                executor == null,
                source.started(),
                share,
                executor == null ? ofHandlers.describe(settings.threads()) : "executor " + settings.executor());
    }

    public ServerExecutors executors() {
        return new ServerExecutors(handlers, own, handlersPerConnection);
    }

    /** What runs user code, for the log. */
    public String describe() {
        return description;
    }

    /**
     * Ends what is ours, after the tasks that have been handed over: they have 5 s, and after an interrupt one more. When this returns, the threads have ended,
     * unless a task does not react to the interrupt, or a thread without a task needs more than 5 s to end.
     */
    public void end() {
        timer.shutdownNow();
        List<ExecutorService> ours =
                ownsHandlers ? List.of(timer, own, sends, closes, handlers) : List.of(timer, own, sends, closes);
        ours.forEach(ExecutorService::shutdown);
        try {
            boolean over = areOver(ours, END_TIMEOUT);
            if (!over) {
                LOG.log(
                        Level.WARNING,
                        "SIO-0301 handlers are still running {0} s after undeploy; their threads are interrupted",
                        END_TIMEOUT.toSeconds());
                ours.forEach(ExecutorService::shutdownNow);
                over = areOver(ours, INTERRUPT_TIMEOUT);
            }
            // Threads that have nothing left to do end by themselves, but on a busy machine not at once.
            List<Thread> running = started.join(over ? END_TIMEOUT : INTERRUPT_TIMEOUT);
            LOG.log(Level.DEBUG, "threads that still run: {0}", running);
        } catch (InterruptedException e) {
            ours.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    private static boolean areOver(List<ExecutorService> services, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (ExecutorService each : services) {
            if (!each.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
