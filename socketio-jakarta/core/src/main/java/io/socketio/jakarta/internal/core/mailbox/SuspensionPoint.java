package io.socketio.jakarta.internal.core.mailbox;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A point at which a mailbox waits for somebody's word, for example a middleware's {@code next}. The word and the arrival of the mailbox may come in
 * any order and on any threads: whoever is second goes on.
 *
 * <p>States: null (neither has come) → the continuation (the word was first) or {@link #WAITING} (the mailbox was first) → the continuation.
 */
final class SuspensionPoint {

    private static final MailboxTask WAITING = MailboxTask.of(() -> {});

    private final SerialExecutor mailbox;
    private final AtomicReference<@Nullable MailboxTask> state = new AtomicReference<>();

    SuspensionPoint(SerialExecutor mailbox) {
        this.mailbox = mailbox;
    }

    /** Gives the word: the continuation runs next in the mailbox. Only the first call counts. */
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

    /** The mailbox has arrived. @return what is next, or null if it must wait until {@link SerialExecutor#continueWith} */
    @Nullable
    MailboxTask arrive() {
        return state.compareAndSet(null, WAITING) ? null : state.get();
    }
}
