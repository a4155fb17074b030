package io.socketio.jakarta.internal.core.mailbox;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A point at which a mailbox waits for a signal, for example for a middleware's call of {@code next}. The signal and the mailbox may arrive in any
 * order and on any threads: the second to arrive continues.
 *
 * <p>States: null (neither has arrived) → the continuation (the signal was first) or {@link #WAITING} (the mailbox was first) → the continuation.
 */
final class SuspensionPoint {

    private static final MailboxTask WAITING = MailboxTask.of(() -> {});

    private final SerialExecutor mailbox;
    private final AtomicReference<@Nullable MailboxTask> state = new AtomicReference<>();

    SuspensionPoint(SerialExecutor mailbox) {
        this.mailbox = mailbox;
    }

    /** Sends the signal: the continuation runs next in the mailbox. Only the first call has an effect. */
    void resume(MailboxTask continuation) {
        if (state.compareAndSet(null, continuation)) {
            return;
        }
        if (state.compareAndSet(WAITING, continuation)) {
            mailbox.continueWith(continuation);
        }
    }

    boolean isResumed() {
        MailboxTask now = state.get();
        return now != null && now != WAITING;
    }

    /**
     * Called when the mailbox arrives.
     *
     * @return the next task, or null if the mailbox must wait until {@link SerialExecutor#continueWith}
     */
    @Nullable
    MailboxTask arrive() {
        return state.compareAndSet(null, WAITING) ? null : state.get();
    }
}
