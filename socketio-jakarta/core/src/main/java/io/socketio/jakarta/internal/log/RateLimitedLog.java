package io.socketio.jakarta.internal.log;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator what needs attention, each matter at most once a minute; what is held back goes to the debug log. Thread-safe.
 *
 * <p>docs/messages.md has cause and cure of each code.
 */
public final class RateLimitedLog {

    private static final long INTERVAL_NANOS = 60_000_000_000L;

    /** Matters that are told apart; names from clients are part of them, so their number and their length have bounds. */
    private static final int MAX_MATTERS = 1000;

    private static final int MAX_MATTER_LENGTH = 200;

    private final LongSupplier nanoTime;
    private final String prefix;
    private final ConcurrentMap<String, AtomicLong> lastTold = new ConcurrentHashMap<>();

    public RateLimitedLog(LongSupplier nanoTime) {
        this(nanoTime, "");
    }

    /** @param server name of the server whose messages these are; empty for the default one, which they do not name */
    public RateLimitedLog(LongSupplier nanoTime, String server) {
        this.nanoTime = nanoTime;
        this.prefix = server.isEmpty() ? " " : " server '" + server + "': ";
    }

    /** A listener or middleware has thrown. @param where for example {@code listener of "message"} */
    public void userCodeFailed(String where, String namespace, Throwable cause) {
        warn(
                Loggers.SOCKET,
                "SIO-0101",
                where + namespace,
                where + " in namespace " + LogText.plain(namespace) + " has failed",
                cause);
    }

    /**
     * An error has ended a connection.
     *
     * @param where for example {@code listener of "message"}
     * @param namespace empty when the error came from outside of all namespaces
     */
    public void endedByError(System.Logger log, String where, String namespace, Throwable cause) {
        String place = namespace.isEmpty() ? where : where + " in namespace " + namespace;
        warn(log, "SIO-0120", place, "a connection was ended, because " + place + " has failed with an error", cause);
    }

    public void executorRejects(Throwable cause) {
        warn(
                Loggers.SERVER,
                "SIO-0102",
                "",
                "the executor rejects work; it is tried again. Give it more threads or a longer queue",
                cause);
    }

    public void mailboxFull(String socket, String limit) {
        warn(
                Loggers.SOCKET,
                "SIO-0103",
                "",
                "closing the connection of " + socket + ": its listeners are too slow, " + limit,
                null);
    }

    /** A hook of the application has not answered a request. @param hook for example {@code allowRequest} */
    public void hookTimedOut(String hook, Duration timeout) {
        warn(
                Loggers.ENGINE,
                "SIO-0130",
                hook,
                "engine hook " + hook + " has not answered a request within " + timeout.toMillis()
                        + " ms (SocketIoOptions.connectTimeout); the client gets a 503",
                null);
    }

    public void tooManyEvents(String client, int limit) {
        warn(
                Loggers.SOCKET,
                "SIO-0122",
                "",
                "closing " + client + ": it has sent more than " + limit
                        + " messages in a second (socketio.max-events-per-second)",
                null);
    }

    /** A handler has run for too long. @param thread that runs it; the log shows where it stands */
    public void handlerIsSlow(String namespace, String what, Duration timeout, Thread thread) {
        warn(
                Loggers.SOCKET,
                "SIO-0105",
                namespace + what,
                runsFor("a handler", namespace, what, timeout)
                        + ". It delays the events of its socket and occupies a thread (SocketIoOptions.slowHandlerTimeout)",
                position(thread));
    }

    /** A handler that is declared non-blocking has run for too long. @param thread that runs it, and reads no frames meanwhile */
    public void nonBlockingHandlerIsSlow(String namespace, String what, Duration timeout, Thread thread) {
        warn(
                Loggers.SOCKET,
                "SIO-0150",
                namespace + what,
                runsFor("a handler that is declared non-blocking", namespace, what, timeout)
                        + ". The thread that reads the frames of clients waits for it: take the declaration away, or what blocks"
                        + " (SocketIoOptions.slowHandlerTimeout)",
                position(thread));
    }

    private static String runsFor(String who, String namespace, String what, Duration timeout) {
        return who + " has been running for " + timeout.toMillis() + " ms in namespace " + LogText.plain(namespace)
                + ": " + what;
    }

    private static Throwable position(Thread thread) {
        Throwable position = new Throwable("where " + thread.getName() + " stands");
        position.setStackTrace(thread.getStackTrace());
        return position;
    }

    /**
     * Tells of one matter.
     *
     * @param code for example {@code SIO-0101}
     * @param matter what is told apart under the code, of any length; empty if nothing is
     * @param message what happened, and what to do; names from clients are {@link LogText#quoted}
     * @param cause may quote what clients have sent
     */
    public void warn(System.Logger log, String code, String matter, String message, @Nullable Throwable cause) {
        System.Logger.Level level = isDue(code, matter) ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
        log.log(level, code + prefix + message, cause == null ? null : LogText.escaped(cause));
    }

    private boolean isDue(String code, String matter) {
        long now = nanoTime.getAsLong();
        String key = key(code, matter, now);
        AtomicLong last = lastTold.get(key);
        if (last == null) {
            return lastTold.putIfAbsent(key, new AtomicLong(now)) == null;
        }
        long then = last.get();
        return now - then >= INTERVAL_NANOS && last.compareAndSet(then, now);
    }

    /** Whatever a client made up stands for at most a minute; names that find no place share one for their code. */
    private String key(String code, String matter, long now) {
        String key = matter.length() <= MAX_MATTER_LENGTH
                ? code + matter
                : code + matter.substring(0, MAX_MATTER_LENGTH) + '#' + matter.hashCode();
        if (lastTold.size() < MAX_MATTERS || lastTold.containsKey(key)) {
            return key;
        }
        lastTold.values().removeIf(last -> now - last.get() >= INTERVAL_NANOS);
        return lastTold.size() < MAX_MATTERS ? key : code + " others";
    }

    /** Returns the number of characters that are kept. */
    int keptCharacters() {
        return lastTold.keySet().stream().mapToInt(String::length).sum();
    }
}
