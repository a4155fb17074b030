package io.socketio.jakarta.cluster.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.ThreadFactoryProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one client of Lettuce. All its connections share one, which waits for Redis and never for anything else: Redis answers a message that
 * is published, and sends it back to its publisher, at the same time, and one wake-up is enough for both.
 */
final class LettuceThreads implements ThreadFactoryProvider {

    /** Lettuce needs two, which have little to do. */
    private static final int COMPUTATION_THREADS = 2;

    private static final long SHUTDOWN_SECONDS = 2;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    private final ClientResources resources = DefaultClientResources.builder()
            .threadFactoryProvider(this)
            .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1, (ThreadFactoryProvider) this))
            .computationThreadPoolSize(COMPUTATION_THREADS)
            // By default, it depends on which libraries the application has.
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();

    @Override
    public ThreadFactory getThreadFactory(String poolName) {
        ThreadFactory factory = new DefaultThreadFactory(poolName, true);
        return task -> {
            Thread thread = factory.newThread(task);
            threads.add(thread);
            return thread;
        };
    }

    ClientResources resources() {
        return resources;
    }

    ScheduledExecutorService timer() {
        return resources.eventExecutorGroup();
    }

    /** Closes the client and ends its threads. Waits a short time for them, because containers warn of those that outlive the application. */
    void close(AbstractRedisClient client) {
        client.shutdownAsync(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).whenComplete((done, failure) -> {
            resources.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            // Lettuce ends only those that it has made itself.
            resources.eventLoopGroupProvider().shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        });
        if (!threads.contains(Thread.currentThread())) {
            join();
        }
    }

    private void join() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS);
        try {
            for (Thread each : threads) {
                each.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
