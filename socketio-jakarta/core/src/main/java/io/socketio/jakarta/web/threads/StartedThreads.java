package io.socketio.jakarta.web.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of a deployment that may still run. An executor is terminated a moment before the last of its threads ends, and a container that looks
 * for the threads of a stopped application would find that one. Thread-safe.
 */
final class StartedThreads {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    void add(Thread thread) {
        threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        threads.add(thread);
    }

    /**
     * Waits until all threads have ended, which they do once nothing is left to do for them.
     *
     * @return those that still run after this time
     */
    List<Thread> join(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        List<Thread> running = new ArrayList<>();
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            if (thread.isAlive()) {
                running.add(thread);
            }
        }
        return running;
    }
}
