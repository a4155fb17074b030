package io.socketio.jakarta.internal.core.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts by key, and forgets a key with nothing to count. Thread-safe, lock-free. */
final class KeyedCounter {

    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more. @return false if there are {@code most} already */
    boolean enter(String key, int most) {
        while (true) {
            Integer now = counts.get(key);
            if (now == null) {
                if (counts.putIfAbsent(key, 1) == null) {
                    return true;
                }
            } else if (now >= most) {
                return false;
            } else if (counts.replace(key, now, now + 1)) {
                return true;
            }
        }
    }

    /** Counts one less; to be called once for each that has entered. */
    void leave(String key) {
        while (true) {
            Integer now = counts.get(key);
            if (now == null) {
                throw new IllegalStateException("nothing is counted for this key");
            }
            if (now == 1 ? counts.remove(key, now) : counts.replace(key, now, now - 1)) {
                return;
            }
        }
    }

    int of(String key) {
        return counts.getOrDefault(key, 0);
    }

    int size() {
        return counts.size();
    }
}
