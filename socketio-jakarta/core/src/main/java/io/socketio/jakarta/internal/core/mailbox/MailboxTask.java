package io.socketio.jakarta.internal.core.mailbox;

import org.jspecify.annotations.Nullable;

/** One task of a {@link SerialExecutor}. The task is its own queue node, so queueing it allocates nothing. A task must be queued only once. */
public abstract class MailboxTask {

    /** The next task in the queue; owned by the mailbox. */
    @Nullable
    MailboxTask next;

    /** The number of characters that count towards the mailbox's limits; if negative, the task does not count at all. */
    int weight = -1;

    /** Runs on the executor, after all tasks that were posted before. */
    public abstract void run();

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
