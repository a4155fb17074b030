package io.socketio.jakarta.internal.engine.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bytes of one thing that grows, shrinks and ends, for example of a message whose end has not come. Its end returns them, whoever is first to end it.
 * Lock-free.
 */
public final class Reservation {

    private static final long RELEASED = -1;
    private static final VarHandle BYTES;

    static {
        try {
            BYTES = MethodHandles.lookup().findVarHandle(Reservation.class, "bytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MemoryAccount account;
    private volatile long bytes;

    public Reservation(MemoryAccount account) {
        this.account = account;
    }

    /**
     * Changes how many bytes are reserved.
     *
     * @param wanted 0 or more
     * @return false if more waits than one connection may have, or the reservation has ended; then nothing may be kept
     */
    public boolean resize(long wanted) {
        long now;
        do {
            now = bytes;
            if (now == RELEASED) {
                return false;
            }
        } while (!BYTES.compareAndSet(this, now, wanted));
        if (wanted <= now) {
            account.give(now - wanted);
            return true;
        }
        return account.take(wanted - now) || account.incomingBytes() == wanted;
    }

    /** Ends the reservation. Idempotent. */
    public void release() {
        long last = (long) BYTES.getAndSet(this, RELEASED);
        if (last > 0) {
            account.give(last);
        }
    }
}
