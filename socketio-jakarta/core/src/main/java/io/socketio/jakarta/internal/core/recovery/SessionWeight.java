package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.RecoverableSession;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how many bytes of memory rooms and data of a session occupy. Objects of the application other than texts, bytes and collections are not looked into. */
final class SessionWeight {

    private static final int BYTES_PER_OBJECT = 64;
    private static final int MAX_DEPTH = 8;
    /** Data may refer to itself. */
    private static final int MAX_OBJECTS = 10_000;

    private int objects;

    private SessionWeight() {}

    static long of(RecoverableSession session) {
        SessionWeight weight = new SessionWeight();
        return weight.sizeOf(session.rooms(), MAX_DEPTH) + weight.sizeOf(session.data(), MAX_DEPTH);
    }

    private long sizeOf(@Nullable Object value, int depth) {
        if (depth == 0 || ++objects > MAX_OBJECTS) {
            return 0;
        }
        if (value instanceof String text) {
            return BYTES_PER_OBJECT + 2L * text.length();
        }
        if (value instanceof byte[] binary) {
            return BYTES_PER_OBJECT + binary.length;
        }
        try {
            if (value instanceof Map<?, ?> map) {
                return sizeOfAll(map.keySet(), depth) + sizeOfAll(map.values(), depth);
            }
            if (value instanceof Collection<?> all) {
                return sizeOfAll(all, depth);
            }
        } catch (RuntimeException e) {
            // The application changes it at the moment.
            return BYTES_PER_OBJECT;
        }
        return BYTES_PER_OBJECT;
    }

    private long sizeOfAll(Collection<?> all, int depth) {
        long bytes = BYTES_PER_OBJECT;
        for (Object each : all) {
            bytes += sizeOf(each, depth - 1);
        }
        return bytes;
    }
}
