package io.socketio.jakarta.internal.engine.memory;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Messages that wait for their turn, weighed until the last of them has left; not used any more then. The caller guards it with a lock. */
public final class WeighedQueue {

    /** Empty messages use memory, too. */
    private static final int OVERHEAD = 16;

    private final Reservation weighed;
    private final int limit;

    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private int waitingBytes;

    /** @param limit the bytes beyond which nothing more is taken */
    public WeighedQueue(MemoryAccount account, int limit) {
        this.weighed = new Reservation(account);
        this.limit = limit;
    }

    /**
     * Adds a message.
     *
     * @param bytes its length; the characters of a text are not looked at
     * @return false if more waits than may; then the connection must end
     */
    public boolean add(Object message, int bytes) {
        if (waitingBytes > limit) {
            return false;
        }
        waiting.add(message);
        waitingBytes += bytes + OVERHEAD;
        return weighed.resize(2L * waitingBytes);
    }

    /** Takes the first message. @return null if there is none */
    public @Nullable Object poll() {
        Object message = waiting.poll();
        if (message == null) {
            weighed.release();
        }
        return message;
    }

    /** Drops everything. */
    public void end() {
        waiting.clear();
        weighed.release();
    }
}
