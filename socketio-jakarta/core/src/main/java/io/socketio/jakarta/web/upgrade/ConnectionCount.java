package io.socketio.jakarta.web.upgrade;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections the container has upgraded and not destroyed. When the web application stops, it waits for the threads of the container that end
 * them: Tomcat warns of each thread that has the class loader of the application when that has stopped. Thread-safe.
 */
final class ConnectionCount {

    private static final long LOOK_EVERY_MILLIS = 1;

    private final AtomicInteger count = new AtomicInteger();
    /** Threads that have destroyed a connection while somebody waits for them. */
    private final Set<Thread> destroying = ConcurrentHashMap.newKeySet();

    private volatile boolean awaited;

    void enter() {
        count.incrementAndGet();
    }

    /** On the thread that destroys the connection. */
    void leave() {
        if (awaited) {
            destroying.add(Thread.currentThread());
        }
        count.decrementAndGet();
    }

    /**
     * Waits until there are no connections, and the threads that have ended them have left the application, whose class loader is that of the caller's
     * context; for at most so long, or until the thread is interrupted.
     */
    void awaitNone(Duration limit) {
        awaited = true;
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        long begin = System.nanoTime();
        try {
            while ((count.get() > 0 || isInside(application)) && System.nanoTime() - begin < limit.toNanos()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        destroying.clear();
    }

    private boolean isInside(ClassLoader application) {
        destroying.removeIf(
                thread -> thread == Thread.currentThread() || thread.getContextClassLoader() != application);
        return !destroying.isEmpty();
    }
}
