package io.socketio.jakarta.internal.core.mailbox;

import io.socketio.jakarta.internal.log.Loggers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox: runs tasks one at a time and in the order in which they were posted, on an executor that it shares with others. Lock-free; posting to a
 * mailbox that is running hands nothing to the executor.
 *
 * <p>{@code top} is a stack of posted tasks, newest first: null when the mailbox rests, {@link #RUNNING} at its bottom while it runs. The run takes the
 * whole stack at once, reverses it into {@code pending}, and leaves {@code top} null only by a compare-and-set from "nothing new has come". So there
 * is one run at a time, and {@code pending} and {@code pauseHere} belong to it.
 */
public final class SerialExecutor implements Runnable {

    /** Tasks after which a run goes to the back of the executor's queue, so that a busy socket does not starve the others. */
    private static final int BATCH = 64;

    private static final System.Logger LOG = Loggers.SOCKET;
    private static final MailboxTask RUNNING = MailboxTask.of(() -> {});

    /** In {@code load}: the upper 24 bits count tasks, the lower 40 their characters. */
    private static final int COUNT_SHIFT = 40;

    private static final VarHandle TOP;
    private static final VarHandle LOAD;
    private static final VarHandle CURRENT;
    private static final VarHandle DUE;
    private static final VarHandle LOST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(SerialExecutor.class, "top", MailboxTask.class);
            LOAD = lookup.findVarHandle(SerialExecutor.class, "load", long.class);
            CURRENT = lookup.findVarHandle(SerialExecutor.class, "current", MailboxTask.class);
            DUE = lookup.findVarHandle(SerialExecutor.class, "due", boolean.class);
            LOST = lookup.findVarHandle(SerialExecutor.class, "lost", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Executor executor;
    private final Consumer<Throwable> onThrown;

    private volatile @Nullable MailboxTask top;
    /** A run has been ordered and has not begun. A run that finds it false has been submitted twice and does nothing. */
    private volatile boolean due;
    /** The executor has thrown when it was given the last run, so it may not have it: the next task submits it again. */
    private volatile boolean lost;

    private volatile long load;
    /** Where the mailbox waits or is about to; null when it does not. */
    private volatile @Nullable SuspensionPoint paused;

    // Written by the run, read by look().
    private int taskCount;
    /** Null between tasks. */
    private @Nullable MailboxTask current;
    /** Null between runs. */
    private @Nullable Thread runner;

    // Touched by look() only.
    private int seenTaskCount;
    private int looks;

    // Touched by the run only.
    private @Nullable MailboxTask pending;
    private @Nullable SuspensionPoint pauseHere;

    /**
     * @param executor must not reject; see {@link RetryingExecutor}
     * @param onThrown receives what tasks throw, on the executor; further tasks run all the same
     */
    public SerialExecutor(Executor executor, Consumer<Throwable> onThrown) {
        this.executor = executor;
        this.onThrown = onThrown;
    }

    /** Adds a task. Never blocks. */
    public void post(MailboxTask task) {
        MailboxTask seen;
        do {
            seen = top;
            task.next = seen;
        } while (!TOP.compareAndSet(this, seen, task));
        if (seen == null) {
            due = true;
            submit();
        } else if (lost && LOST.compareAndSet(this, true, false)) {
            submit();
        }
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

    /**
     * Adds a task within limits.
     *
     * @param weight characters of the task, 0 or more
     * @return whether it was added; false when the limit of tasks or of characters is passed
     */
    public boolean offer(MailboxTask task, int weight, int maxTasks, int maxChars) {
        long share = share(weight);
        long after = (long) LOAD.getAndAdd(this, share) + share;
        boolean alone = after == share;
        if (!alone && (after >>> COUNT_SHIFT > maxTasks || (after & (1L << COUNT_SHIFT) - 1) > maxChars)) {
            LOAD.getAndAdd(this, -share);
            return false;
        }
        task.weight = weight;
        post(task);
        return true;
    }

    /** How many counted tasks wait or run. */
    public int length() {
        return (int) (load >>> COUNT_SHIFT);
    }

    /**
     * Looks whether one task has been running for too long; to be called at regular intervals by one thread at a time. It reads no clock, so that
     * running a task costs nothing more.
     *
     * @param most intervals
     * @return the task that has been running for that many intervals and its thread, once; otherwise null
     */
    public @Nullable RunningTask look(int most) {
        MailboxTask task = (MailboxTask) CURRENT.getAcquire(this);
        int count = taskCount;
        if (task == null || count != seenTaskCount) {
            seenTaskCount = count;
            looks = 0;
            return null;
        }
        Thread thread = runner;
        return ++looks == most && thread != null ? new RunningTask(task, thread) : null;
    }

    /** A task and the thread that runs it. */
    public record RunningTask(MailboxTask task, Thread thread) {}

    /** From a task that is running: no further task runs before the pause is resumed. */
    void pauseAt(SuspensionPoint pause) {
        pauseHere = pause;
        paused = pause;
    }

    /** Ends the pause at which the mailbox waits, if any; who was to end it comes too late. */
    public void releasePause() {
        SuspensionPoint pause = paused;
        if (pause != null) {
            pause.resume(MailboxTask.of(() -> {}));
        }
    }

    /** The mailbox waits at a pause that has been resumed: nobody else runs it. */
    void continueWith(MailboxTask continuation) {
        prepend(continuation);
        due = true;
        submit();
    }

    /** One run; only for the executor. */
    @Override
    public void run() {
        if (!DUE.compareAndSet(this, true, false)) {
            return;
        }
        runner = Thread.currentThread();
        for (int done = 0; ; done++) {
            MailboxTask task = pending;
            if (task == null) {
                runner = null;
                if (TOP.compareAndSet(this, RUNNING, null)) {
                    return;
                }
                runner = Thread.currentThread();
                task = reverse((MailboxTask) TOP.getAndSet(this, RUNNING));
            }
            if (done == BATCH) {
                pending = task;
                runner = null;
                due = true;
                submit();
                return;
            }
            pending = task.next;
            task.next = null;
            runOne(task);
            SuspensionPoint pause = pauseHere;
            if (pause != null) {
                pauseHere = null;
                runner = null;
                MailboxTask continuation = pause.arrive();
                if (continuation == null) {
                    return;
                }
                runner = Thread.currentThread();
                prepend(continuation);
            }
        }
    }

    private void runOne(MailboxTask task) {
        if (paused != null) {
            paused = null;
        }
        taskCount++;
        CURRENT.setRelease(this, task);
        try {
            task.run();
        } catch (Throwable t) {
            // Tasks catch what user code throws; whatever arrives here must not stop the mailbox for ever.
            tell(t);
        }
        CURRENT.setRelease(this, null);
        if (task.weight >= 0) {
            LOAD.getAndAdd(this, -share(task.weight));
        }
    }

    private void tell(Throwable thrown) {
        try {
            onThrown.accept(thrown);
        } catch (Throwable another) {
            LOG.log(System.Logger.Level.ERROR, "a mailbox task failed", another);
        }
    }

    private void prepend(MailboxTask task) {
        task.next = pending;
        pending = task;
    }

    private static long share(int weight) {
        return (1L << COUNT_SHIFT) + weight;
    }

    /** Oldest first. At the end of the stack stands null or {@link #RUNNING}. */
    private static @Nullable MailboxTask reverse(@Nullable MailboxTask newest) {
        MailboxTask oldestFirst = null;
        MailboxTask task = newest;
        while (task != null && task != RUNNING) {
            MailboxTask older = task.next;
            task.next = oldestFirst;
            oldestFirst = task;
            task = older;
        }
        return oldestFirst;
    }
}
