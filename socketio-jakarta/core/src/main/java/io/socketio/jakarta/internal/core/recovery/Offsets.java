package io.socketio.jakarta.internal.core.recovery;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Generates offsets as the reference server does: the time in milliseconds in base 64, and a counter for further ones of the same millisecond. They are
 * compared for equality only: their order says nothing. Thread-safe, lock-free.
 */
final class Offsets {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    private static final int BITS = 6;

    /** The time of the last offset, and how many there have been for it. */
    private record Last(long millis, long count) {}

    private final LongSupplier millis;
    private final AtomicReference<Last> last = new AtomicReference<>(new Last(Long.MIN_VALUE, 0));

    /** @param millis the time of day; may go backwards */
    Offsets(LongSupplier millis) {
        this.millis = millis;
    }

    /** Returns an offset that has not been returned before. */
    String next() {
        Last made = last.updateAndGet(before -> {
            long now = millis.getAsLong();
            return now > before.millis ? new Last(now, 0) : new Last(before.millis, before.count + 1);
        });
        return made.count == 0 ? encoded(made.millis) : encoded(made.millis) + '.' + encoded(made.count - 1);
    }

    private static String encoded(long number) {
        StringBuilder reversed = new StringBuilder(11);
        long rest = number;
        do {
            reversed.append(ALPHABET.charAt((int) (rest & ((1 << BITS) - 1))));
            rest >>>= BITS;
        } while (rest != 0);
        return reversed.reverse().toString();
    }
}
