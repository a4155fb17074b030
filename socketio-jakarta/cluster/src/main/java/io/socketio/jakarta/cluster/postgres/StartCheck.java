package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells the operator, in one line, why PostgreSQL cannot be used, at the start and later. Thread-safe. */
final class StartCheck {

    /** A little more than the time for one connection attempt. */
    private static final long LONGEST_START_SECONDS = 8;

    private final String address;
    private final PostgresOptions options;
    private final RateLimitedLog log;
    private volatile boolean closed;
    /** While the outcome is thrown, it is not logged as well. */
    private volatile boolean starting = true;

    /** @param address without credentials */
    StartCheck(String address, PostgresOptions options, RateLimitedLog log) {
        this.address = address;
        this.options = options;
        this.log = log;
    }

    /** Waits for the first attempt to connect. @throws IllegalStateException if it fails and PostgreSQL is required */
    void await(CompletableFuture<Void> firstAttempt) {
        String problem = null;
        try {
            firstAttempt.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            problem = unusable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = unusable(e);
        }
        starting = false;
        if (problem != null && options.required()) {
            throw new IllegalStateException(problem);
        }
        if (problem != null) {
            warn(problem);
        }
    }

    /** There is no connection. @param reason why it was lost or could not be made */
    void onLost(Throwable reason) {
        if (!starting && !closed) {
            warn(unusable(reason));
        }
    }

    /** There is a connection. */
    void onConnected(PostgresConnection connection) {
        String version;
        try {
            version = connection.version();
        } catch (SQLException e) {
            version = "of unknown version";
        }
        Loggers.CLUSTER.log(
                System.Logger.Level.INFO, "connected to PostgreSQL " + version + " at " + address + " with " + options);
    }

    void close() {
        closed = true;
    }

    private void warn(String problem) {
        log.warn(
                Loggers.CLUSTER,
                "SIO-0430",
                "",
                problem
                        + "; messages to and from other servers are lost until it can be used, which is tried again and again",
                null);
    }

    private String unusable(Throwable failure) {
        return "PostgreSQL at " + address + " cannot be used (socketio.cluster): " + reason(failure);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof UnusableServerException) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof UnusableServerException) {
            return oneLine(cause.getMessage());
        }
        boolean silent = cause instanceof TimeoutException || cause instanceof SocketTimeoutException;
        return silent || cause.getMessage() == null ? "it does not answer" : LogText.plain(cause.getMessage());
    }

    /** Longer than texts of others in the log, because most of it is ours. */
    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s+", " ");
    }
}
