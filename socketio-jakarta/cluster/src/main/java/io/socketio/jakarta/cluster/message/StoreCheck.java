package io.socketio.jakarta.cluster.message;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for a store at the start, and tells the operator, in one line, why it cannot be used, then and later. Thread-safe. */
public final class StoreCheck {

    /** A little more than the time for one connection attempt. */
    private static final long LONGEST_START_SECONDS = 8;

    private final boolean required;
    private final Function<Throwable, String> unusable;
    private final RateLimitedLog log;
    private volatile boolean closed;
    /** While the outcome is thrown, it is not logged as well. */
    private volatile boolean starting = true;

    /** @param required whether there is no start without the store @param unusable says in a line which store cannot be used, and why */
    public StoreCheck(boolean required, Function<Throwable, String> unusable, RateLimitedLog log) {
        this.required = required;
        this.unusable = unusable;
        this.log = log;
    }

    /**
     * Waits a few seconds for the first connection.
     *
     * @param connection completes with what is wrong with the store, or with null
     * @throws IllegalStateException if the store cannot be used, and is required
     */
    public void await(CompletableFuture<@Nullable String> connection) {
        String problem;
        try {
            problem = connection.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            problem = unusable.apply(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = unusable.apply(e);
        }
        starting = false;
        if (problem != null && required) {
            throw new IllegalStateException(problem);
        }
        if (problem != null) {
            warn(problem);
        }
    }

    /** There is no connection. @param reason why it was lost or could not be made */
    public void onLost(Throwable reason) {
        if (!starting && !closed) {
            warn(unusable.apply(reason));
        }
    }

    /** There is another connection, to a store that cannot be used. */
    public void onProblem(String problem) {
        if (!starting) {
            warn(problem);
        }
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

    /** From now on a connection that is lost is none that an operator needs to know of. */
    public void close() {
        closed = true;
    }
}
