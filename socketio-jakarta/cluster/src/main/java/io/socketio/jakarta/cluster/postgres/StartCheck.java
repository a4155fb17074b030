package io.socketio.jakarta.cluster.postgres;

import io.socketio.jakarta.cluster.message.StoreCheck;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells the operator, in one line, why PostgreSQL cannot be used, at the start and later. Thread-safe. */
final class StartCheck {

    private final String address;
    private final PostgresOptions options;
    private final StoreCheck store;

    /** @param address without credentials */
    StartCheck(String address, PostgresOptions options, RateLimitedLog log) {
        this.address = address;
        this.options = options;
        this.store = new StoreCheck(options.required(), this::unusable, log);
    }

    /** Waits for the first attempt to connect. @throws IllegalStateException if it fails and PostgreSQL is required */
    void await(CompletableFuture<Void> firstAttempt) {
        store.await(firstAttempt.thenApply(connected -> null));
    }

    /** There is no connection. @param reason why it was lost or could not be made */
    void onLost(Throwable reason) {
        store.onLost(reason);
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
        store.close();
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
