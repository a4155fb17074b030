package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.engine.SessionPermit;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.options.LimitOptions;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts connections and handshakes against {@link LimitOptions}. What is counted are open sessions, from before their open packet to their end. Thread-safe, lock-free. */
final class ConnectionLimits {

    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY_REQUESTS = 429;
    /** A connection lasts; there is no point in asking again at once. */
    private static final int RETRY_CONNECTION_SECONDS = 5;

    private static final String ALL = "";
    private static final long SECOND_NANOS = 1_000_000_000;

    private final LimitOptions options;
    private final ClientAddress addresses;
    private final RateLimitedLog operatorLog;
    private final LongSupplier nanoTime;
    private final long startNanos;

    final KeyedCounter connections = new KeyedCounter();
    final KeyedCounter byAddress = new KeyedCounter();
    final KeyedCounter byCaller = new KeyedCounter();
    /** The present second in the upper half, handshakes in it in the lower. */
    private final AtomicLong handshakes = new AtomicLong();

    ConnectionLimits(LimitOptions options, RateLimitedLog operatorLog, LongSupplier nanoTime) {
        this.options = options;
        this.addresses = new ClientAddress(options);
        this.operatorLog = operatorLog;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Counts a handshake. @return why it is refused before anything else is asked, or null */
    @Nullable
    ErrorResponse onHandshake(HttpExchange exchange) {
        if (options.maxHandshakesPerSecond() > 0 && !countHandshake()) {
            return refusal(
                    UNAVAILABLE, 1, "handshakes per second", "maxHandshakesPerSecond", "max-handshakes-per-second");
        }
        // A WebSocket can be told of it only here. Who comes between this and the opening is refused there.
        return enter(new Counted(false), exchange.remoteAddress(), exchange.headers(), exchange.attributes())
                .refusal();
    }

    private boolean countHandshake() {
        long second = (nanoTime.getAsLong() - startNanos) / SECOND_NANOS;
        long counted = handshakes.updateAndGet(now -> now >>> 32 == second ? now + 1 : second << 32 | 1);
        return (counted & 0xffff_ffffL) <= options.maxHandshakesPerSecond();
    }

    /** Counts a connection, until the permit is released. */
    SessionPermit open(HandshakeRequest request) {
        Counted counted = enter(new Counted(true), request.remoteAddress(), request.headers(), request.attributes());
        return counted.isNothing() ? SessionPermit.FREE : counted;
    }

    private Counted enter(Counted counted, String peer, Map<String, String> headers, Map<String, Object> attributes) {
        if (options.maxConnections() > 0 && !counted.enter(connections, ALL, options.maxConnections())) {
            counted.refusal =
                    refusal(UNAVAILABLE, RETRY_CONNECTION_SECONDS, "connections", "maxConnections", "max-connections");
        } else if (options.maxConnectionsPerAddress() > 0
                && !counted.enter(byAddress, addresses.of(peer, headers), options.maxConnectionsPerAddress())) {
            counted.refusal = refusal(
                    TOO_MANY_REQUESTS,
                    RETRY_CONNECTION_SECONDS,
                    "connections of one address",
                    "maxConnectionsPerAddress",
                    "max-connections-per-address");
        } else if (options.maxConnectionsPerCaller() > 0
                && attributes.get(HttpExchange.PRINCIPAL) instanceof Principal caller
                && !counted.enter(byCaller, String.valueOf(caller.getName()), options.maxConnectionsPerCaller())) {
            counted.refusal = refusal(
                    TOO_MANY_REQUESTS,
                    RETRY_CONNECTION_SECONDS,
                    "connections of one caller",
                    "maxConnectionsPerCaller",
                    "max-connections-per-caller");
        }
        if (counted.refusal != null) {
            counted.release();
        }
        return counted;
    }

    private ErrorResponse refusal(int status, int retryAfterSeconds, String what, String option, String setting) {
        operatorLog.warn(
                Loggers.ENGINE,
                "SIO-0121",
                setting,
                "a handshake was refused: too many " + what + " (socketio." + setting + ")",
                null);
        return ErrorResponse.limited(
                status, retryAfterSeconds, "Too many " + what + " (SocketIoOptions.limits, " + option + ")");
    }

    /** What one connection is counted in. */
    private static final class Counted implements SessionPermit {

        private static final int MOST = 3;

        private final KeyedCounter[] counters = new KeyedCounter[MOST];
        private final String[] keys = new String[MOST];
        private final AtomicBoolean released = new AtomicBoolean();
        /** False to look only. */
        private final boolean counts;

        private int count;
        private @Nullable ErrorResponse refusal;

        Counted(boolean counts) {
            this.counts = counts;
        }

        boolean enter(KeyedCounter counter, String key, int most) {
            if (!counts) {
                return counter.of(key) < most;
            }
            if (!counter.enter(key, most)) {
                return false;
            }
            counters[count] = counter;
            keys[count++] = key;
            return true;
        }

        /** Whether nothing is limited. */
        boolean isNothing() {
            return count == 0 && refusal == null;
        }

        @Override
        public @Nullable ErrorResponse refusal() {
            return refusal;
        }

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                for (int i = 0; i < count; i++) {
                    counters[i].leave(keys[i]);
                }
            }
        }
    }
}
