package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.RateLimited;
import java.security.Principal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The rates of all handlers, by who calls them: a caller, over all connections, or a connection without a caller, over all its namespaces. A rate that no
 * longer limits anybody is forgotten, so there are as many as clients that have called within the period. Thread-safe.
 */
final class HandlerRates {

    private static final int FIRST_SWEEP = 1_000;

    private record Key(Handler handler, Object sender) {}

    private final ConcurrentMap<Key, RateLimiter> rates = new ConcurrentHashMap<>();
    private final AtomicInteger nextSweep = new AtomicInteger(FIRST_SWEEP);
    private final LongSupplier nanoTime;

    HandlerRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    RateLimiter of(Handler handler, RateLimited limit, Socket socket) {
        Principal caller = socket.handshake().principal();
        Key key = new Key(handler, caller == null ? socket.client() : String.valueOf(caller.getName()));
        RateLimiter present = rates.get(key);
        if (present != null) {
            return present;
        }
        sweep();
        RateLimiter fresh = new RateLimiter(limit.value(), limit.perMillis(), nanoTime);
        RateLimiter other = rates.putIfAbsent(key, fresh);
        return other == null ? fresh : other;
    }

    /** Goes through all of them only when they have doubled, so that each costs little. */
    private void sweep() {
        int due = nextSweep.get();
        if (rates.size() >= due && nextSweep.compareAndSet(due, Integer.MAX_VALUE)) {
            rates.values().removeIf(RateLimiter::isOver);
            nextSweep.set(Math.max(FIRST_SWEEP, 2 * rates.size()));
        }
    }

    int size() {
        return rates.size();
    }
}
