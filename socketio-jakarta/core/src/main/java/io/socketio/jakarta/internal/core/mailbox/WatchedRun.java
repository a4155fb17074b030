package io.socketio.jakarta.internal.core.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a mailbox shows of its run: the task, and the thread that runs it. */
abstract class WatchedRun extends Submission {

    /** Bursts of tasks that take longer are ended between two of them. */
    private static final long MAX_BURST_NANOS = 100_000;

    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(WatchedRun.class, "current", MailboxTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Written by the run, read by look().
    private int taskCount;
    /** Null between tasks. */
    private @Nullable MailboxTask current;
    /** Null between runs. */
    private @Nullable Thread runner;
    /** Whether that thread has read the task's frame. */
    private boolean onReader;

    // Touched by the run only.
    private final Bursts bursts;
    private boolean inBurst;
    private long burstBegan;

    // Touched by look() only.
    private int seenTaskCount;
    private int looks;

    WatchedRun(Executor executor, Bursts bursts) {
        super(executor);
        this.bursts = bursts;
    }

    /**
     * Looks whether one task has been running for too long; to be called at regular intervals by one thread at a time. It reads no clock, so that
     * running a task costs nothing more.
     *
     * @param most intervals
     * @return the task that has been running for that many intervals and its thread, once; otherwise null
     */
    public final @Nullable RunningTask look(int most) {
        MailboxTask task = current();
        int count = taskCount;
        if (task == null || count != seenTaskCount) {
            seenTaskCount = count;
            looks = 0;
            return null;
        }
        Thread thread = runner;
        return ++looks == most && thread != null ? new RunningTask(task, thread, onReader) : null;
    }

    final @Nullable MailboxTask current() {
        return (MailboxTask) CURRENT.getAcquire(this);
    }

    final void onRun(boolean onReader) {
        this.onReader = onReader;
        runner = Thread.currentThread();
    }

    final void onRest() {
        runner = null;
        endBurst();
    }

    /** Before a task. The clock is read only while more tasks wait. @param more whether others follow */
    final void onNext(boolean more) {
        if (inBurst && System.nanoTime() - burstBegan > MAX_BURST_NANOS) {
            endBurst();
        }
        if (more && !inBurst && bursts.beginBurst()) {
            inBurst = true;
            burstBegan = System.nanoTime();
        }
    }

    /** Something has failed that does not stop the run. */
    abstract void tell(Throwable thrown);

    private void endBurst() {
        if (inBurst) {
            inBurst = false;
            try {
                bursts.endBurst();
            } catch (Throwable t) {
                // The run goes on; what waits goes out a little later.
                tell(t);
            }
        }
    }

    final void onTask(MailboxTask task) {
        taskCount++;
        CURRENT.setRelease(this, task);
    }

    final void onTaskEnd() {
        CURRENT.setRelease(this, null);
    }
}
