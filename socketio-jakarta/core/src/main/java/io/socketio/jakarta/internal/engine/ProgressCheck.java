package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Looks, while more waits than may, whether the client takes anything: no write that has begun since the last look means that it takes nothing. Guarded
 * by the session's lock, except {@link #start} and what runs when the time is over.
 */
final class ProgressCheck {

    private final EngineSession session;
    private final Outbound outbound;

    private int writes;
    /** {@link #writes} at the last look. */
    private int seenWrites;
    /** Null while no more waits than may. */
    private @Nullable Timeout timeout;

    ProgressCheck(EngineSession session, Outbound outbound) {
        this.session = session;
        this.outbound = outbound;
    }

    void onWrite() {
        writes++;
    }

    /** @return what is to be started without the lock, or null */
    @Nullable
    Timeout next() {
        if (timeout != null || !outbound.isBehind()) {
            return null;
        }
        seenWrites = writes;
        timeout = new Timeout(session, this::look);
        return timeout;
    }

    void start(@Nullable Timeout check) {
        if (check != null) {
            check.start(session.scheduler(), session.options().slowConsumerTimeout());
        }
    }

    /** The time is over. */
    private void look() {
        Timeout next = null;
        boolean stuck = false;
        session.lock.lock();
        try {
            timeout = null;
            if (session.state.isClosed()) {
                return;
            }
            if (outbound.isBehind() && writes == seenWrites) {
                stuck = session.state.onOverflow();
            } else {
                next = next();
            }
        } finally {
            session.lock.unlock();
        }
        start(next);
        if (stuck) {
            session.endSlowConsumer(describe());
        }
    }

    /** @return what is to be cancelled without the lock, or null */
    @Nullable
    Timeout stop() {
        Timeout stopped = timeout;
        timeout = null;
        return stopped;
    }

    /** Returns why a slow consumer is closed, for the log. */
    String describe() {
        EngineOptions options = session.options();
        return "more than " + options.maxBufferedBytes() + " bytes wait for the client, and it has taken none for "
                + options.slowConsumerTimeout().toMillis() + " ms, or more than " + options.maxBurstBytes()
                + " bytes (SocketIoOptions.maxBufferedBytes, maxBurstBytes)";
    }
}
