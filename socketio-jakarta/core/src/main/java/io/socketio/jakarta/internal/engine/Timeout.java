package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs once after a delay unless it is cancelled first. It can be created under a lock, because creation has no side effects, and is
 * started outside of it. {@link #cancel} may be called before, during or after {@link #start}; if it returns true, the task never runs.
 */
final class Timeout implements Runnable {

    private static final int WAITING = 0;
    private static final int CANCELLED = 1;
    private static final int FIRED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Timeout.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whose task it is. */
    interface Owner {

        /** A task has thrown this. */
        void onTimerThrown(Throwable cause);
    }

    private final Owner owner;
    private final Runnable task;
    private volatile int state;
    private volatile Scheduler.@Nullable Cancellable handle;

    Timeout(Owner owner, Runnable task) {
        this.owner = owner;
        this.task = task;
    }

    void start(Scheduler scheduler, Duration delay) {
        if (state != WAITING) {
            return;
        }
        Scheduler.Cancellable scheduled = scheduler.schedule(this, delay);
        handle = scheduled;
        if (state == CANCELLED) {
            scheduled.cancel();
        }
    }

    /**
     * Cancels the task.
     *
     * @return whether the task was prevented from running
     */
    boolean cancel() {
        if (!STATE.compareAndSet(this, WAITING, CANCELLED)) {
            return false;
        }
        Scheduler.Cancellable scheduled = handle;
        if (scheduled != null) {
            scheduled.cancel();
        }
        return true;
    }

    boolean hasFired() {
        return state == FIRED;
    }

    @Override
    public void run() {
        if (STATE.compareAndSet(this, WAITING, FIRED)) {
            try {
                task.run();
            } catch (Throwable t) {
                owner.onTimerThrown(t);
            }
        }
    }
}
