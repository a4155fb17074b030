package io.socketio.jakarta.internal.core.recovery;

import io.socketio.jakarta.internal.adapter.RecoverableSession;

/**
 * A session whose client may come back.
 *
 * @param since the position of the newest event when the session began
 * @param keptAt in nanoseconds of the server's clock
 * @param weight about how many bytes of memory it occupies; objects of the application other than texts, bytes and collections are not looked into
 */
record KeptSession(RecoverableSession session, long since, long keptAt, int weight) {

    private static final int OVERHEAD_BYTES = 640;

    /** @param weight see {@link SessionWeight} */
    static KeptSession of(RecoverableSession session, long since, long keptAt, long weight) {
        return new KeptSession(session, since, keptAt, (int) Math.min(OVERHEAD_BYTES + weight, Integer.MAX_VALUE / 2));
    }
}
