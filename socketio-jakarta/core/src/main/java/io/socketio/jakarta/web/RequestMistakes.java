package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Logs requests that cannot succeed before a client or the application is changed. A single one is a client's mistake and goes to the debug log. If
 * they are repeated, as reconnecting clients do, a warning notifies operators. Thread-safe.
 */
final class RequestMistakes {

    /** This many in one minute are no accident: a client that cannot connect retries about every five seconds. */
    private static final int OFTEN = 5;

    private static final long WINDOW_NANOS = 60_000_000_000L;

    private final ServletContext context;
    private final SocketIoOptions options;
    private final LongSupplier nanoTime;
    private final RateLimitedLog operatorLog;
    private final Count withoutSlash = new Count();
    private final Count unknownFiles = new Count();

    RequestMistakes(ServletContext context, SocketIoOptions options, LongSupplier nanoTime) {
        this.context = context;
        this.options = options;
        this.nanoTime = nanoTime;
        this.operatorLog = new RateLimitedLog(nanoTime, options.name());
    }

    /** Reports a request for the path without the trailing slash; its response was 404. */
    void onMissingSlash(HttpServletRequest request) {
        tell(
                "SIO-0308",
                withoutSlash.next(nanoTime.getAsLong()),
                request,
                "answered 404, because the slash at the end is missing: clients must ask for " + address()
                        + " (or set socketio.add-trailing-slash=false)");
    }

    /** Reports a request that is not an Engine.IO request. */
    void onUnknownFile(HttpServletRequest request, String pathInfo) {
        String reason;
        if (!ClientFiles.isClientFile(pathInfo)) {
            reason = "no file of the client: the client is " + address() + "socket.io.js, and clients connect to "
                    + address();
        } else if (options.serveClient()) {
            reason = "a file of the client, but socketio-jakarta-client is not deployed with the application";
        } else {
            reason = "a file of the client, which is not served: socketio.serve-client=false is set";
        }
        tell("SIO-0309", unknownFiles.next(nanoTime.getAsLong()), request, reason);
    }

    /** Reports a request that needs asynchronous processing, behind a filter or servlet that does not support it; its response was 503. */
    void onMissingAsyncSupport() {
        String filters = context.getFilterRegistrations().values().stream()
                .map(filter -> filter.getName() + " (" + filter.getClassName() + ")")
                .collect(Collectors.joining(", "));
        operatorLog.warn(
                Loggers.SERVER,
                "SIO-0306",
                "",
                "long-polling is refused with 503, because a filter in front of the Socket.IO servlet (or the servlet itself, when"
                        + " declared in web.xml) does not support asynchronous processing. Set"
                        + " <async-supported>true</async-supported> in its declaration. Filters of this application: "
                        + filters,
                null);
    }

    /** Returns the path at which clients connect. */
    private String address() {
        return context.getContextPath() + options.path() + (options.addTrailingSlash() ? "/" : "");
    }

    private void tell(String code, int count, HttpServletRequest request, String reason) {
        String path = LogText.quoted(request.getRequestURI());
        if (count >= OFTEN) {
            operatorLog.warn(
                    Loggers.SERVER,
                    code,
                    "",
                    count + " requests within a minute, the last for " + path + ": " + reason,
                    null);
        } else {
            Loggers.ENGINE.log(Level.DEBUG, LogText.plain(request.getMethod()) + " " + path + ": " + reason);
        }
    }

    /** Returns whether a request under the path asks for a file and is not an Engine.IO request. */
    static boolean isForFile(@Nullable String pathInfo, HttpServletRequest request) {
        String query = request.getQueryString();
        return pathInfo != null && pathInfo.length() > 1 && (query == null || !query.contains("transport="));
    }

    /** Counts requests in the current one-minute window, which begins with the first request. */
    private static final class Count {

        private final ReentrantLock lock = new ReentrantLock();
        // Guarded by the lock.
        private long since;
        private int number;

        int next(long now) {
            lock.lock();
            try {
                if (number == 0 || now - since >= WINDOW_NANOS) {
                    since = now;
                    number = 0;
                }
                return ++number;
            } finally {
                lock.unlock();
            }
        }
    }
}
