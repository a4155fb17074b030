package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.core.socket.EngineContext;
import io.socketio.jakarta.internal.engine.EngineServer;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.log.Loggers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Empties a server: refuses handshakes, and closes the sessions in slices, so that their clients do not come to the other servers all at once. A session
 * whose messages are being handled is closed later, and what is queued for a session is sent first, but none stays longer than the drain takes.
 * Thread-safe; no method blocks.
 */
final class Drain {

    /** Short, so that slices are small; looking at all sessions so often costs nothing. */
    private static final Duration SLICE = Duration.ofMillis(100);

    /** What handlers and queues may take at least, also if the drain is to take no time. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Behind the last slice, this part of the time is left for handlers and queues. */
    private static final int LAST_PART = 5;

    private static final int UNAVAILABLE = 503;
    /** Behind a load balancer, the next attempt meets another server. */
    private static final int RETRY_AFTER_SECONDS = 1;

    private static final ErrorResponse REFUSAL =
            ErrorResponse.limited(UNAVAILABLE, RETRY_AFTER_SECONDS, "The server is draining");

    private final EngineContext context;
    private final EngineServer server;

    /** Null: clients are welcome. */
    private final AtomicReference<@Nullable DrainProgress> progress = new AtomicReference<>();

    Drain(EngineContext context, EngineServer server) {
        this.context = context;
        this.server = server;
    }

    boolean isBegun() {
        return progress.get() != null;
    }

    /** Why a handshake is refused; null if it is not. */
    @Nullable
    ErrorResponse refusal() {
        return isBegun() ? REFUSAL : null;
    }

    /** A session has opened, whose handshake has begun before the drain did. If that is over, nobody else closes the session. */
    void onSession(EngineSession session) {
        DrainProgress present = progress.get();
        if (present != null && present.isOver()) {
            session.close();
        }
    }

    /**
     * Begins, or shortens the drain that has begun.
     *
     * @param duration 0 to 1 day
     * @return completes on the executor when no session is left
     * @throws IllegalArgumentException if the duration is out of range
     */
    CompletionStage<@Nullable Void> begin(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a drain must take between 0 s and 1 day, but is to take " + duration);
        }
        long now = context.nanoTime().getAsLong();
        long nanos = duration.toNanos();
        long lastSlice = now + (nanos - nanos / LAST_PART);
        long end = now + Math.max(nanos, SHORTEST.toNanos());
        DrainProgress fresh = new DrainProgress(SLICE.toNanos(), lastSlice, end);
        DrainProgress present = progress.compareAndExchange(null, fresh);
        if (present != null) {
            present.shorten(lastSlice, end);
            return present.emptied;
        }
        Loggers.SERVER.log(
                Level.INFO,
                "a drain begins: {0} connections are to be closed within {1} ms",
                server.sessionCount(),
                duration.toMillis());
        start(fresh);
        return fresh.emptied;
    }

    private void start(DrainProgress current) {
        if (server.sessionCount() > 0) {
            schedule(current, Duration.ZERO);
        } else if (current.toOver()) {
            // Nobody waits yet, so this runs nothing of the application; and a closed server has no executor.
            current.emptied.complete(null);
        }
    }

    /** Takes clients again. */
    void cancel() {
        DrainProgress last = progress.getAndSet(null);
        if (last != null && last.toOver()) {
            last.emptied.completeExceptionally(
                    new CancellationException("the server takes clients again"), context.executor());
        }
    }

    /** The server has closed, and with it all sessions. */
    void onClosed() {
        DrainProgress last = progress.get();
        if (last != null) {
            completeIfEmpty(last);
        }
    }

    private void schedule(DrainProgress current, Duration delay) {
        current.timer(context.scheduler().schedule(() -> onSlice(current), delay));
    }

    private void onSlice(DrainProgress current) {
        try {
            List<EngineSession> all = new ArrayList<>();
            server.sessions().forEach(all::add);
            int open = (int) all.stream().filter(EngineSession::isOpen).count();
            int due = current.due(context.nanoTime().getAsLong(), open);
            if (due == DrainProgress.ALL) {
                cut(all);
            } else {
                List<EngineSession> slice = all.stream()
                        .filter(session -> session.isOpen() && isIdle(session))
                        .limit(due)
                        .toList();
                current.onTold(slice.size());
                slice.forEach(EngineSession::close);
            }
        } finally {
            if (!completeIfEmpty(current)) {
                schedule(current, SLICE);
            }
        }
    }

    /** Whether all messages that the client has sent have been handled. */
    private static boolean isIdle(EngineSession session) {
        return session.memory().account().incomingBytes() == 0;
    }

    private void cut(List<EngineSession> sessions) {
        sessions.forEach(EngineSession::discard);
        if (!sessions.isEmpty()) {
            context.operatorLog()
                    .warn(
                            Loggers.SERVER,
                            "SIO-0440",
                            "",
                            "the time of a drain is over; " + sessions.size()
                                    + " connections were cut: their handlers were running, or they did not take what was queued for them"
                                    + " (SocketIoServer.drain, socketio.drain-timeout)",
                            null);
        }
    }

    /** @return whether the drain is over */
    private boolean completeIfEmpty(DrainProgress current) {
        if (server.sessionCount() > 0) {
            return current.isOver();
        }
        if (current.toOver()) {
            Loggers.SERVER.log(Level.INFO, "the drain is over: no connection is left");
            current.emptied.complete(null, context.executor());
        }
        return true;
    }
}
