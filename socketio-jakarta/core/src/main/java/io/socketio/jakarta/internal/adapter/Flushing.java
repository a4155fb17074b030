package io.socketio.jakarta.internal.adapter;

import java.util.function.IntConsumer;

/** Flushes the recipients of a broadcast: few on the caller's thread, many in chunks on the executor. */
public final class Flushing {

    /** Up to this many recipients are flushed on the caller's thread, which costs less than handing them to another thread. */
    private static final int INLINE = 16;

    /** Recipients per task on the executor, at least; less than twice as many at most. To wake a thread for a small rest would cost more than it gains. */
    private static final int CHUNK = 64;

    private Flushing() {}

    /** @param flush is given the index of each recipient, once */
    public static void flush(AdapterHost host, int count, IntConsumer flush) {
        if (count <= INLINE) {
            flush(0, count, flush);
            return;
        }
        int from = 0;
        while (from < count) {
            int first = from;
            int end = count - from < 2 * CHUNK ? count : from + CHUNK;
            host.execute(() -> flush(first, end, flush));
            from = end;
        }
    }

    private static void flush(int from, int end, IntConsumer flush) {
        for (int i = from; i < end; i++) {
            flush.accept(i);
        }
    }
}
