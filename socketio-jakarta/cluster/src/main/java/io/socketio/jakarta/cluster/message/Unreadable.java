package io.socketio.jakarta.cluster.message;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;

/** Tells the operator of messages that cannot be read; they are ignored. Thread-safe. */
public final class Unreadable {

    private final RateLimitedLog log;

    public Unreadable(RateLimitedLog log) {
        this.log = log;
    }

    public void warn(String channel, RuntimeException failure) {
        log.warn(
                Loggers.CLUSTER,
                "SIO-0432",
                "",
                "a message on the channel " + LogText.quoted(channel)
                        + " cannot be read and is ignored; who publishes there that is no Socket.IO server, or one with another adapter?",
                failure);
    }
}
