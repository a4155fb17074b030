package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.settings.WebSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server and its threads, without a web application. Both are created lazily, by the first caller. Thread-safe. */
final class ServerRuntime {

    private static final Logger LOG = Loggers.SERVER;
    private static final long CLOSE_TIMEOUT_S = 5;

    private final WebSettings settings;
    private final Lazy<Threads> threads;
    private final Lazy<Backend> backend;

    /** @param loader context class loader of the threads */
    ServerRuntime(WebSettings settings, Backend.Factory factory, ClassLoader loader) {
        this.settings = settings;
        this.threads = new Lazy<>(() -> Threads.of(settings, loader));
        this.backend = new Lazy<>(() -> factory.create(
                settings.options(), threads.get().executors(), threads.get().scheduler()));
    }

    WebSettings settings() {
        return settings;
    }

    /** @throws IllegalStateException after {@link #close} */
    Backend backend() {
        return backend.get();
    }

    /** What closes connections. @throws IllegalStateException after {@link #close} */
    Executor closer() {
        return threads.get().closer();
    }

    /** What runs short tasks later. @throws IllegalStateException after {@link #close} */
    Scheduler scheduler() {
        return threads.get().scheduler();
    }

    /** What runs listeners and handlers, for the log. @throws IllegalStateException after {@link #close} */
    String describeThreads() {
        return threads.get().describe();
    }

    /** @throws IllegalStateException after {@link #close} */
    SocketIoServer server() {
        SocketIoServer server = backend().server();
        if (server == null) {
            throw new IllegalStateException("only the engine runs");
        }
        return server;
    }

    /** The server, unless it is closed or was never asked for; creates none. */
    @Nullable
    SocketIoServer present() {
        Backend present = backend.present();
        return present == null ? null : present.server();
    }

    /** Closes every connection, if there is a server. It goes on, and clients may come again. */
    void disconnectClients() {
        Backend present = backend.present();
        if (present != null) {
            present.engine().discardSessions();
        }
    }

    /** Closes the server, waits for its disconnect listeners for at most 5 s, and ends the threads. Idempotent. */
    void close() {
        Backend toClose = backend.end();
        if (toClose != null) {
            close(toClose);
        }
        Threads toEnd = threads.end();
        if (toEnd != null) {
            toEnd.end();
        }
    }

    private static void close(Backend backend) {
        try {
            backend.close().get().toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, "SIO-0304 the Socket.IO server did not close in order", e);
        }
    }
}
