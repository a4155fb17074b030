package io.socketio.jakarta.internal.core.mailbox;

import org.jspecify.annotations.Nullable;

/** One step of a {@link SerialExecutor}; it is its own link in the queue, so queueing it takes no further memory. To be queued once. */
public abstract class MailboxTask {

    /** The neighbour in the queue; belongs to the mailbox. */
    @Nullable
    MailboxTask next;

    /** Characters that count against the mailbox's limits; negative: the task does not count at all. */
    int weight = -1;

    /** Runs on the executor, after all tasks that were posted before. */
    public abstract void run();

    /** A task that does not count. */
    public static MailboxTask of(Runnable action) {
        return new MailboxTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }
}
