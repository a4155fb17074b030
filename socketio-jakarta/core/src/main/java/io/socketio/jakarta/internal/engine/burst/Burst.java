package io.socketio.jakarta.internal.engine.burst;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are about to send more to one client: one that runs several tasks of the client, and one that handles several messages which it has read
 * together. What they send waits until the burst ends, until enough waits for one write, or for the next run of {@link LateFlushes}, whichever comes
 * first; what others send goes out at once, with all that waits before it.
 */
public abstract class Burst {

    /** Bursts of a reader that last longer are interrupted between two messages. */
    private static final long MAX_NANOS = 100_000;

    private static final VarHandle SENDER;

    static {
        try {
            SENDER = MethodHandles.lookup().findVarHandle(Burst.class, "sender", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The thread that runs several tasks of the client; null for none. */
    private volatile @Nullable Thread sender;

    /** The thread that handles messages which it has read together; null for none. Threads only compare it with themselves, so it needs no guard. */
    private @Nullable Thread reader;

    // Touched by the reader only.
    private boolean holds;
    private long heldSince;

    /** Whether {@link LateFlushes} knows of the session; set under the session's lock, cleared before what waits is sent. */
    private volatile boolean late;

    /** The calling thread is about to send several times. @return false if another thread is: then what this one sends goes out at once */
    public final boolean beginBurst() {
        return SENDER.compareAndSet(this, null, Thread.currentThread());
    }

    /** Sends what waits for the end of the calling thread's burst. */
    public final void endBurst() {
        SENDER.compareAndSet(this, Thread.currentThread(), null);
        flush();
    }

    /** The calling thread handles messages that it has read together. No other thread reads before {@link #endReading}. */
    public final void beginReading() {
        reader = Thread.currentThread();
    }

    /** Between two of these messages: sends what the reader has sent, if that was a while ago. The clock is read only while something waits. */
    public final void continueReading() {
        if (holds && System.nanoTime() - heldSince > MAX_NANOS) {
            flushHeld();
        }
    }

    /** Sends what the reader has sent. Idempotent. */
    public final void endReading() {
        reader = null;
        flushHeld();
    }

    private void flushHeld() {
        if (holds) {
            holds = false;
            flush();
        }
    }

    /** Sends what waits, as far as the client takes it. */
    protected abstract void flush();

    /** Returns whether the calling thread is in a burst. */
    protected final boolean isInBurst() {
        Thread caller = Thread.currentThread();
        return sender == caller || reader == caller;
    }

    /** Something waits for the end of the calling thread's burst. @return whether the session is to be given to {@link LateFlushes} */
    protected final boolean toLate() {
        if (reader == Thread.currentThread() && !holds) {
            holds = true;
            heldSince = System.nanoTime();
        }
        boolean first = !late;
        late = true;
        return first;
    }

    /** The burst lasts long. */
    final void flushLate() {
        late = false;
        flush();
    }
}
