package io.socketio.jakarta.cluster.redis;

import io.socketio.jakarta.cluster.message.StoreCheck;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the operator, in one line, why Redis cannot be used, at the start and later. Thread-safe. */
final class StartCheck {

    private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:((\\d{1,6})\\.(\\d{1,6})[\\w.-]*)");

    private final String address;
    private final ClusterOptions options;
    private final StoreCheck store;

    /** @param address without credentials */
    StartCheck(String address, ClusterOptions options, RateLimitedLog log) {
        this.address = address;
        this.options = options;
        this.store = new StoreCheck(options.required(), this::unusable, log);
    }

    /** Waits until Redis has told its version. @throws IllegalStateException if that fails or the version is too old, and Redis is required */
    void await(CompletableFuture<String> info) {
        store.await(info.thenApply(this::tooOld));
    }

    /** There is no connection. @param reason why it was lost or could not be made */
    void onLost(Throwable reason) {
        store.onLost(reason);
    }

    /** Another connection has been made, perhaps to another server. */
    void onInfo(String info) {
        String problem = tooOld(info);
        if (problem == null) {
            Matcher version = VERSION.matcher(info);
            Loggers.CLUSTER.log(
                    System.Logger.Level.INFO,
                    "connected to Redis " + (version.find() ? version.group(1) + " " : "") + "at " + address + " with "
                            + options);
        } else {
            store.onProblem(problem);
        }
    }

    void close() {
        store.close();
    }

    private @Nullable String tooOld(String info) {
        Matcher version = VERSION.matcher(info);
        boolean sharded = options.adapter() == ClusterOptions.Adapter.SHARDED
                || options.adapter() == ClusterOptions.Adapter.STREAMS
                        && options.stream().shardedPubSub();
        if (sharded && isBelow(7, 0, version)) {
            return tooOld(version.group(1), "shard channels need 7");
        }
        if (options.adapter() == ClusterOptions.Adapter.STREAMS && isBelow(6, 2, version)) {
            return tooOld(version.group(1), "the streams adapter needs 6.2");
        }
        return null;
    }

    private static boolean isBelow(int major, int minor, Matcher version) {
        if (!version.reset().find()) {
            return false;
        }
        int actual = Integer.parseInt(version.group(2));
        return actual < major || actual == major && Integer.parseInt(version.group(3)) < minor;
    }

    private String tooOld(String version, String need) {
        return "Redis at " + address + " has the version " + version + ", but " + need + " or newer (socketio.cluster)";
    }

    private String unusable(Throwable failure) {
        Throwable cause = cause(failure);
        String reason = cause instanceof TimeoutException || cause.getMessage() == null
                ? "it does not answer"
                : cause.getMessage();
        return "Redis at " + address + " cannot be used (socketio.cluster): " + LogText.plain(reason);
    }

    /** Returns the innermost cause, which says what has happened. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
