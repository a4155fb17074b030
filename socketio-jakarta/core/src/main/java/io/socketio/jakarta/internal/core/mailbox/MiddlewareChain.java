package io.socketio.jakarta.internal.core.mailbox;

import io.socketio.jakarta.engine.Next;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks middlewares one after the other, in a mailbox. A middleware that calls {@code next} before it returns costs no detour; for one that does not,
 * the mailbox pauses, so whatever comes behind waits.
 */
public abstract class MiddlewareChain {

    private final SerialExecutor mailbox;
    private int position;

    public MiddlewareChain(SerialExecutor mailbox) {
        this.mailbox = mailbox;
    }

    public abstract int size();

    public abstract void call(int index, Next next) throws Exception;

    /** All middlewares went on. */
    public abstract void onPassed();

    /** A middleware has stopped the chain. */
    public abstract void onStopped(Throwable error);

    /** A middleware has thrown, which stops the chain. */
    public void onThrown(Throwable thrown) {}

    /** Begins, or goes on, in the mailbox. */
    public final void ask() {
        while (position < size()) {
            Step step = new Step();
            try {
                call(position++, step);
            } catch (Throwable t) {
                onThrown(t);
                step.accept(t);
            }
            if (!step.pause.isResumed()) {
                mailbox.pauseAt(step.pause);
                return;
            }
            Throwable error = step.error;
            if (error != null) {
                onStopped(error);
                return;
            }
        }
        onPassed();
    }

    /** The {@code next} of one middleware, and the way back into the mailbox. */
    private final class Step extends MailboxTask implements Next {

        final SuspensionPoint pause = new SuspensionPoint(mailbox);
        private final AtomicBoolean called = new AtomicBoolean();
        /** Written before the pause is resumed, read after. */
        private @Nullable Throwable error;

        @Override
        public void accept(@Nullable Throwable problem) {
            if (called.compareAndSet(false, true)) {
                error = problem;
                pause.resume(this);
            }
        }

        @Override
        public void run() {
            if (error != null) {
                onStopped(error);
            } else {
                ask();
            }
        }
    }
}
