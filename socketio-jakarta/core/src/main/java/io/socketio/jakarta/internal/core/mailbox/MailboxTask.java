package io.socketio.jakarta.internal.core.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** One task of a {@link SerialExecutor}. The task is its own queue node, so queueing it allocates nothing. A task must be queued only once. */
public abstract class MailboxTask {

    private static final int UNCOUNTED = -1;
    private static final int CLAIMED = -2;
    private static final VarHandle WEIGHT;

    static {
        try {
            WEIGHT = MethodHandles.lookup().findVarHandle(MailboxTask.class, "weight", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The next task in the queue; owned by the mailbox. */
    @Nullable
    MailboxTask next;

    /** The bytes that count towards the limits; {@link #UNCOUNTED} if the task does not count at all, {@link #CLAIMED} once it runs or is dropped. */
    private volatile int weight = UNCOUNTED;

    /** Runs on the executor, after all tasks that were posted before. */
    public abstract void run();

    /**
     * Returns whether the thread that has read the frame may run this task, because nothing in it blocks. Asked within the mailbox: no other task runs
     * meanwhile.
     */
    protected boolean isNonBlocking() {
        return false;
    }

    /** The task will not run: releases what it holds. Called for counted tasks only, on any thread. */
    protected void onDropped() {}

    /** Before the task is queued. */
    final void count(int bytes) {
        // Queueing the task publishes it.
        WEIGHT.set(this, bytes);
    }

    final boolean isCounted() {
        return weight != UNCOUNTED;
    }

    /** Decides between running and dropping a counted task. @return its weight for the first caller, negative for the second */
    final int claim() {
        return (int) WEIGHT.getAndSet(this, CLAIMED);
    }

    /** Returns the oldest of these tasks, linked to the next newer one. @param bottom ends the stack, as null does */
    static @Nullable MailboxTask reverse(@Nullable MailboxTask newest, MailboxTask bottom) {
        MailboxTask oldestFirst = null;
        MailboxTask task = newest;
        while (task != null && task != bottom) {
            MailboxTask older = task.next;
            task.next = oldestFirst;
            oldestFirst = task;
            task = older;
        }
        return oldestFirst;
    }

    /** Returns a task that does not count towards the limits. */
    public static MailboxTask of(Runnable action) {
        return new MailboxTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }
}
