package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Looks, while more waits than may, whether the client takes anything: no write that has begun since the last look means that it takes nothing. Guarded
 * by the session's lock, except {@link #start}.
 */
final class ProgressCheck {

    private final EngineSession session;
    private final Runnable look;

    private int writes;
    /** {@link #writes} at the last look. */
    private int seenWrites;
    /** Null while no more waits than may. */
    private @Nullable Timeout timeout;

    /** @param look runs when the time is over, without the lock */
    ProgressCheck(EngineSession session, Runnable look) {
        this.session = session;
        this.look = look;
    }

    void onWrite() {
        writes++;
    }

    /** @return what is to be started without the lock, or null */
    @Nullable
    Timeout next(boolean isBehind) {
        if (timeout != null || !isBehind) {
            return null;
        }
        seenWrites = writes;
        timeout = new Timeout(look, session::onTimerThrown);
        return timeout;
    }

    void start(@Nullable Timeout check) {
        if (check != null) {
            check.start(session.scheduler(), session.options().slowConsumerTimeout());
        }
    }

    /** The time is over. @return whether nothing was written meanwhile */
    boolean isStuck() {
        timeout = null;
        return writes == seenWrites;
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
