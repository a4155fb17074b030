package io.socketio.jakarta.internal.adapter;

import java.util.function.IntConsumer;

/** Flushes the recipients of a broadcast: few on the caller's thread, many in chunks on the executor. */
public final class Flushing {

    /** Up to this many recipients are flushed on the caller's thread, which costs less than handing them to another thread. */
    private static final int INLINE = 16;

    /** Recipients per task on the executor. */
    private static final int CHUNK = 64;

    private Flushing() {}

    /** @param flush is given the index of each recipient, once */
    public static void flush(AdapterHost host, int count, IntConsumer flush) {
        if (count <= INLINE) {
            flush(0, count, flush);
            return;
        }
        for (int from = 0; from < count; from += CHUNK) {
            int first = from;
            int end = Math.min(from + CHUNK, count);
            host.execute(() -> flush(first, end, flush));
        }
    }

    private static void flush(int from, int end, IntConsumer flush) {
        for (int i = from; i < end; i++) {
            flush.accept(i);
        }
    }
}
