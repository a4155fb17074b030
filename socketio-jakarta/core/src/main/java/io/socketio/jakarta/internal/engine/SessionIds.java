package io.socketio.jakarta.internal.engine;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Generates ids in the format of the reference server: 20 characters of URL-safe base64, from 12 random bytes and a 24-bit counter. Thread-safe. */
public final class SessionIds {

    private static final int RANDOM_BYTES = 12;

    private final SecureRandom random;
    private final AtomicInteger counter = new AtomicInteger();

    /** @param random the source of the random part, which makes ids unguessable */
    public SessionIds(SecureRandom random) {
        this.random = random;
    }

    /** Returns a new id: unguessable, and unique among 2<sup>24</sup> successive ids even if the random source repeats itself. */
    public String next() {
        byte[] randomPart = new byte[RANDOM_BYTES];
        random.nextBytes(randomPart);
        byte[] id = new byte[RANDOM_BYTES + 3];
        System.arraycopy(randomPart, 0, id, 0, RANDOM_BYTES);
        int count = counter.getAndIncrement();
        id[RANDOM_BYTES] = (byte) (count >> 16);
        id[RANDOM_BYTES + 1] = (byte) (count >> 8);
        id[RANDOM_BYTES + 2] = (byte) count;
        return Base64.getUrlEncoder().encodeToString(id);
    }
}
