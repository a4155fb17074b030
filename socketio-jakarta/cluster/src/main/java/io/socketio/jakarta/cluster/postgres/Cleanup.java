package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Deletes old attachments, in portions, between which other things can be done. For one thread. */
final class Cleanup implements Publisher.Upkeep {

    private final Duration interval;
    private final RateLimitedLog log;
    private long nextNanos;

    /** @param interval between two times, and the age of what is deleted */
    Cleanup(Duration interval, RateLimitedLog log) {
        this.interval = interval;
        this.log = log;
        this.nextNanos = System.nanoTime() + interval.toNanos();
    }

    @Override
    public long run(PostgresConnection connection) throws SQLException {
        long now = System.nanoTime();
        if (nextNanos - now > 0) {
            return TimeUnit.NANOSECONDS.toMillis(nextNanos - now) + 1;
        }
        nextNanos = now + interval.toNanos();
        try {
            if (connection.deleteOlderThan(interval)) {
                nextNanos = now;
                return 0;
            }
        } catch (SQLException e) {
            if (connection.isLost(e)) {
                throw e;
            }
            log.warn(
                    Loggers.CLUSTER,
                    "SIO-0437",
                    "",
                    "old attachments cannot be deleted, so their table grows; it is tried again in "
                            + interval.toMillis() + " ms",
                    e);
        }
        return interval.toMillis();
    }
}
