package io.socketio.jakarta.internal.protocol;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A few scanners for all connections: a connection needs one only while it decodes a packet. Thread-safe; makes a scanner when all are in use. */
final class Scanners {

    /** At least the number of threads that decode at the same time on most machines. */
    private static final int KEPT = 16;

    /** Full from the beginning, so that nothing seems to grow that does not. */
    private static final AtomicReferenceArray<@Nullable PacketScanner> FREE = new AtomicReferenceArray<>(KEPT);

    static {
        for (int i = 0; i < KEPT; i++) {
            FREE.set(i, fresh());
        }
    }

    private Scanners() {}

    private static PacketScanner fresh() {
        return new PacketScanner(new PacketHead(), new JsonScanner("", 0, JsonScanner.NO_ATTACHMENTS));
    }

    static PacketScanner acquire() {
        for (int i = 0; i < KEPT; i++) {
            PacketScanner scanner = FREE.get(i) == null ? null : FREE.getAndSet(i, null);
            if (scanner != null) {
                return scanner;
            }
        }
        return fresh();
    }

    /** The scanner must no longer be used. */
    static void release(PacketScanner scanner) {
        scanner.release();
        for (int i = 0; i < KEPT; i++) {
            if (FREE.get(i) == null && FREE.compareAndSet(i, null, scanner)) {
                return;
            }
        }
    }
}
