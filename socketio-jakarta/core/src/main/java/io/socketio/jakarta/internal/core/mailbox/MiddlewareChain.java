package io.socketio.jakarta.internal.core.mailbox;

import io.socketio.jakarta.engine.Next;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls middlewares one after the other, in a mailbox. If a middleware calls {@code next} before it returns, the chain continues without delay;
 * otherwise the mailbox pauses, and all tasks queued behind it wait.
 */
public abstract class MiddlewareChain {

    private final SerialExecutor mailbox;
    private int position;

    public MiddlewareChain(SerialExecutor mailbox) {
        this.mailbox = mailbox;
    }

    public abstract int size();

    public abstract void call(int index, Next next) throws Exception;

    /** Whether the socket has ended, so that nobody waits for a middleware any more. */
    public abstract boolean isAbandoned();

    /** Called when all middlewares have continued. */
    public abstract void onPassed();

    /** Called when a middleware has stopped the chain. */
    public abstract void onStopped(Throwable error);

    /** Called when a middleware has thrown, which stops the chain. */
    public void onThrown(Throwable thrown) {}

    /** Starts or continues the chain, in the mailbox. */
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
                if (isAbandoned()) {
                    // Either this sees the end, or the end sees the pause.
                    mailbox.releasePause();
                }
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

    /** The {@code next} of one middleware; as a task, it continues the chain in the mailbox. */
    private final class Step extends MailboxTask implements Next {

        final SuspensionPoint pause = new SuspensionPoint(mailbox);
        private final AtomicBoolean called = new AtomicBoolean();
        /** Written before the paused mailbox is resumed, read afterwards. */
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
