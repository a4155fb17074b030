package io.socketio.jakarta.internal.core.namespace;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who keeps a namespace: the sockets that are connecting or connected, and the application. When nobody does any more, the namespace is retired,
 * which is final. Thread-safe, lock-free.
 */
final class Occupancy {

    private static final int RETIRED = -1;

    /** False for namespaces that stay; they are not counted. */
    private final boolean isTemporary;

    private final AtomicInteger occupants = new AtomicInteger();
    /** One of the occupants is the application, which never leaves. Two threads may enter for it at once, which does no harm. */
    private volatile boolean held;

    Occupancy(boolean isTemporary) {
        this.isTemporary = isTemporary;
    }

    boolean isRetired() {
        return occupants.get() == RETIRED;
    }

    /** @return false if the namespace has been retired */
    boolean enter() {
        if (!isTemporary) {
            return true;
        }
        int now;
        do {
            now = occupants.get();
            if (now == RETIRED) {
                return false;
            }
        } while (!occupants.compareAndSet(now, now + 1));
        return true;
    }

    /** Enters for good, once. @return false if the namespace has been retired */
    boolean hold() {
        if (!held && !enter()) {
            return false;
        }
        held = true;
        return true;
    }

    /** @return whether the last has left, which has retired the namespace */
    boolean leave() {
        return isTemporary && occupants.decrementAndGet() == 0 && occupants.compareAndSet(0, RETIRED);
    }
}
