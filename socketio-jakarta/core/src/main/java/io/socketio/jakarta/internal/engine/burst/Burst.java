package io.socketio.jakarta.internal.engine.burst;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which thread is about to send more to one client. What it sends waits until its burst ends, until enough waits for one write, or for the next run of
 * {@link LateFlushes}, whichever comes first; what others send goes out at once, with all that waits before it.
 */
public abstract class Burst {

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

    /** Sends what waits, as far as the client takes it. */
    protected abstract void flush();

    /** Returns whether the calling thread is in a burst. */
    protected final boolean isInBurst() {
        return sender == Thread.currentThread();
    }

    /** @return whether the session is to be given to {@link LateFlushes} */
    protected final boolean toLate() {
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
