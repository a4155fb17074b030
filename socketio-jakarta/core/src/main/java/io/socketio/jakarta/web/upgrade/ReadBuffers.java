package io.socketio.jakarta.web.upgrade;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A few buffers for all connections: a connection needs one only while it reads. Thread-safe; allocates a buffer when all are in use. */
final class ReadBuffers {

    /** The size of the buffer from which Tomcat reads. */
    private static final int BYTES = 8 * 1024;

    /** At least the number of threads that read at the same time on most machines. */
    private static final int KEPT = 32;

    private final AtomicReferenceArray<byte @Nullable []> free = new AtomicReferenceArray<>(KEPT);

    byte[] acquire() {
        for (int i = 0; i < KEPT; i++) {
            byte[] buffer = free.get(i) == null ? null : free.getAndSet(i, null);
            if (buffer != null) {
                return buffer;
            }
        }
        return new byte[BYTES];
    }

    void release(byte[] buffer) {
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
