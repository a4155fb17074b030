package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;

/** Tells the operator of messages that cannot be read; they are ignored. Thread-safe. */
final class Unreadable {

    private final RateLimitedLog log;

    Unreadable(RateLimitedLog log) {
        this.log = log;
    }

    void warn(String channel, RuntimeException failure) {
        log.warn(
                Loggers.CLUSTER,
                "SIO-0432",
                "",
                "a message on the channel " + LogText.quoted(channel)
                        + " cannot be read and is ignored; who publishes there that is no Socket.IO server, or one with another adapter?",
                failure);
    }
}
