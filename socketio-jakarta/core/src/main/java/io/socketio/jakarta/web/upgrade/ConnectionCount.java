package io.socketio.jakarta.web.upgrade;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How many connections the container has upgraded and not destroyed. When the web application stops, it waits for the threads of the container that end
 * them: Tomcat warns of each thread that has the class loader of the application when that has stopped. Thread-safe.
 */
final class ConnectionCount {

    /** How often it is looked whether a thread has left the application. */
    private static final long LOOK_MILLIS = 1;

    private int count;
    /** Threads that have destroyed a connection while somebody waits for them. */
    private final Set<Thread> destroying = new HashSet<>();

    private boolean awaited;

    synchronized void enter() {
        count++;
    }

    /** On the thread that destroys the connection. */
    synchronized void leave() {
        count--;
        if (awaited) {
            destroying.add(Thread.currentThread());
            notifyAll();
        }
    }

    /**
     * Waits until there are no connections, and the threads that have ended them have left the application, whose class loader is that of the caller's
     * context; for at most so long, or until the thread is interrupted.
     */
    synchronized void awaitNone(Duration limit) {
        awaited = true;
        destroying.clear();
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis();
                    left > 0 && (count > 0 || isInside(application));
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(count > 0 ? left : LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInside(ClassLoader application) {
        destroying.remove(Thread.currentThread());
        destroying.removeIf(thread -> thread.getContextClassLoader() != application);
        return !destroying.isEmpty();
    }
}
