package io.socketio.jakarta.internal.engine.http;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Shares texts that many connections keep alike, such as the name of a browser: of equal ones that come within a short time, all connections keep the
 * first. Bounded, and never blocks; under contention a text may be kept twice. Not for secrets, because it keeps texts after their connection has ended.
 */
public final class SharedTexts {

    private static final int SLOTS = 256;
    private static final int MAX_LENGTH = 256;

    private final AtomicReferenceArray<String> recent = new AtomicReferenceArray<>(SLOTS);

    /** Returns an equal text. */
    public String share(String text) {
        if (text.length() > MAX_LENGTH) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String present = recent.getAcquire(slot);
        if (text.equals(present)) {
            return present;
        }
        recent.setRelease(slot, text);
        return text;
    }
}
