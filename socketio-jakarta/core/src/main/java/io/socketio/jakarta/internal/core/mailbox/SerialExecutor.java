package io.socketio.jakarta.internal.core.mailbox;

import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.log.LogText;
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
public final class SerialExecutor extends WatchedRun {

    /** Tasks after which a run goes to the back of the executor's queue, so that a busy socket does not starve the others. */
    private static final int BATCH = 64;

    private static final System.Logger LOG = Loggers.SOCKET;
    private static final MailboxTask RUNNING = MailboxTask.of(() -> {});

    private static final VarHandle TOP;
    private static final VarHandle OFFERED;
    private static final VarHandle DONE;
    private static final VarHandle DROPPED;
    private static final VarHandle PENDING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(SerialExecutor.class, "top", MailboxTask.class);
            OFFERED = lookup.findVarHandle(SerialExecutor.class, "offered", int.class);
            DONE = lookup.findVarHandle(SerialExecutor.class, "done", int.class);
            DROPPED = lookup.findVarHandle(SerialExecutor.class, "dropped", int.class);
            PENDING = lookup.findVarHandle(SerialExecutor.class, "pending", MailboxTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MemoryAccount account;
    private final Consumer<Throwable> onThrown;

    private volatile @Nullable MailboxTask top;

    /** Counted tasks so far; written by whoever offers, one at a time. */
    private int offered;
    /** Those of them that have run; written by the run. */
    private int done;
    /** Those of them that were dropped. */
    private volatile int dropped;
    /** Counted tasks do not wait here any more. */
    private volatile boolean dropsCounted;
    /** Where the mailbox waits or is about to; null when it does not. */
    private volatile @Nullable SuspensionPoint paused;

    // Touched by the run only; dropCounted() reads pending.
    private @Nullable MailboxTask pending;
    private @Nullable SuspensionPoint pauseHere;
    /** The weight of the task that has paused, -1 if it does not count or none has. */
    private int pausedWeight = -1;

    /**
     * @param executor must not reject; see {@link RetryingExecutor}
     * @param bursts is told when several tasks run one after the other
     * @param account weighs what waits here
     * @param onThrown receives what tasks throw, on the executor; further tasks run all the same
     */
    public SerialExecutor(Executor executor, Bursts bursts, MemoryAccount account, Consumer<Throwable> onThrown) {
        super(executor, bursts);
        this.account = account;
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
            order();
        } else {
            orderAgain();
        }
    }

    /**
     * Adds a task within limits: so many tasks here, and so many bytes of the account. One call at a time.
     *
     * @param weight bytes that the task keeps until it has run, 0 or more
     * @return whether it was added
     */
    public boolean offer(MailboxTask task, int weight, int maxTasks) {
        return count(task, weight, maxTasks) && queue(task);
    }

    /**
     * Adds a task as {@link #offer} does, from the thread that has read it. That thread runs it before this method returns if the mailbox rests and the
     * task {@linkplain MailboxTask#isNonBlocking is non-blocking}; otherwise the task takes its turn on the executor.
     */
    public boolean offerFromReader(MailboxTask task, int weight, int maxTasks) {
        if (!count(task, weight, maxTasks)) {
            return false;
        }
        if (!TOP.compareAndSet(this, null, RUNNING)) {
            return queue(task);
        }
        pending = task;
        boolean runs = false;
        try {
            runs = task.isNonBlocking();
        } finally {
            if (!runs) {
                order();
            }
        }
        if (runs) {
            // What has come meanwhile may block, so the executor runs it.
            runUpTo(1, true);
        }
        return true;
    }

    private boolean queue(MailboxTask task) {
        post(task);
        if (dropsCounted) {
            // It may have come too late to be seen.
            drop(task);
        }
        return true;
    }

    private boolean count(MailboxTask task, int weight, int maxTasks) {
        if (length() >= maxTasks) {
            return false;
        }
        if (!account.take(weight)) {
            account.give(weight);
            return false;
        }
        OFFERED.setOpaque(this, offered + 1);
        task.count(weight);
        return true;
    }

    /**
     * Drops the counted tasks that wait or come to wait, so that their memory is free although a task before them may run for long. The caller sees to it
     * that one that begins just now has no effect.
     */
    public void dropCounted() {
        dropsCounted = true;
        // What the run had before it began with a task is visible behind that task.
        current();
        dropFrom((MailboxTask) PENDING.getOpaque(this));
        dropFrom(top);
    }

    private void dropFrom(@Nullable MailboxTask first) {
        for (MailboxTask task = first; task != null && task != RUNNING; task = task.next) {
            drop(task);
        }
    }

    /** Drops a counted task, unless it has begun or been dropped. */
    private void drop(MailboxTask task) {
        int weight = task.isCounted() ? task.claim() : -1;
        if (weight >= 0) {
            task.onDropped();
            DROPPED.getAndAdd(this, 1);
            account.give(weight);
        }
    }

    /** How many counted tasks wait or run. */
    public int length() {
        return (int) OFFERED.getOpaque(this) - (int) DONE.getOpaque(this) - dropped;
    }

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
        order();
    }

    /** One run; only for the executor. */
    @Override
    public void run() {
        if (begins()) {
            runUpTo(BATCH, false);
        }
    }

    private void runUpTo(int most, boolean onReader) {
        onRun(onReader);
        for (int done = 0; ; done++) {
            MailboxTask task = pending;
            if (task == null) {
                onRest();
                if (TOP.compareAndSet(this, RUNNING, null)) {
                    return;
                }
                onRun(onReader);
                task = MailboxTask.reverse((MailboxTask) TOP.getAndSet(this, RUNNING), RUNNING);
            }
            if (done == most) {
                pending = task;
                onRest();
                order();
                return;
            }
            pending = task.next;
            task.next = null;
            onNext(pending != null || top != RUNNING);
            runOne(task);
            SuspensionPoint pause = pauseHere;
            if (pause != null) {
                pauseHere = null;
                onRest();
                MailboxTask continuation = pause.arrive();
                if (continuation == null) {
                    return;
                }
                onRun(onReader);
                prepend(continuation);
            }
        }
    }

    private void runOne(MailboxTask task) {
        if (paused != null) {
            paused = null;
        }
        int weight = -1;
        if (task.isCounted()) {
            weight = task.claim();
            if (weight < 0) {
                // It has been dropped.
                return;
            }
        }
        onTask(task);
        if (dropsCounted) {
            // What this run had taken from the queue may not have been seen.
            dropFrom(pending);
        }
        try {
            task.run();
        } catch (Throwable t) {
            tell(t);
        }
        onTaskEnd();
        if (pausedWeight >= 0) {
            // A continuation does not count itself: it ends the task that has paused, or pauses it again.
            weight = pausedWeight;
        }
        if (pauseHere != null) {
            pausedWeight = weight;
        } else if (weight >= 0) {
            pausedWeight = -1;
            DONE.setOpaque(this, done + 1);
            account.give(weight);
        }
    }

    @Override
    void tell(Throwable thrown) {
        try {
            onThrown.accept(thrown);
        } catch (Throwable another) {
            LOG.log(System.Logger.Level.ERROR, "a mailbox task failed", LogText.escaped(another));
        }
    }

    private void prepend(MailboxTask task) {
        task.next = pending;
        pending = task;
    }
}
