package io.socketio.jakarta.internal.core.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;

/**
 * Orders the runs of one mailbox from an executor that may throw an {@link Error}, before or after it has taken the run: each order is run once, and one
 * that may have been lost is submitted again with the next task. Lock-free.
 */
abstract class Submission implements Runnable {

    private static final VarHandle DUE;
    private static final VarHandle LOST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DUE = lookup.findVarHandle(Submission.class, "due", boolean.class);
            LOST = lookup.findVarHandle(Submission.class, "lost", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Executor executor;
    /** A run has been ordered and has not begun. */
    private volatile boolean due;
    /** The executor has thrown when it was given the last order. */
    private volatile boolean lost;

    /** @param executor must not reject; see {@link RetryingExecutor} */
    Submission(Executor executor) {
        this.executor = executor;
    }

    /** Orders a run; nobody else runs, or has ordered one. */
    final void order() {
        due = true;
        submit();
    }

    /** Submits the last order again, if it may have been lost. */
    final void orderAgain() {
        if (lost && LOST.compareAndSet(this, true, false)) {
            submit();
        }
    }

    /** A run begins. @return false if it has been submitted twice, and is not to do anything */
    final boolean begins() {
        return DUE.compareAndSet(this, true, false);
    }

    /** Only a plain write follows an error: there may be no stack left for a call. */
    private void submit() {
        boolean submitted = false;
        try {
            executor.execute(this);
            submitted = true;
        } finally {
            if (!submitted) {
                lost = true;
            }
        }
    }
}
