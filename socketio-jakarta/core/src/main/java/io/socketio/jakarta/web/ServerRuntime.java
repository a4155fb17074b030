package io.socketio.jakarta.web;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.internal.core.connection.HttpSessions;
import io.socketio.jakarta.internal.core.http.CoreEngine;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import io.socketio.jakarta.web.threads.Threads;
import io.socketio.jakarta.web.websocket.BlockingSends;
import io.socketio.jakarta.web.websocket.ConnectionCloser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server and its threads, without a web application. Both are created lazily, by the first caller. Thread-safe. */
final class ServerRuntime {

    private static final Logger LOG = Loggers.SERVER;
    private static final long CLOSE_TIMEOUT_S = 5;

    /** A drain cuts what is left at the end of its time, and one of less than a second after a second. */
    private static final Duration DRAIN_TOLERANCE = Duration.ofSeconds(2);

    private final WebSettings settings;
    private final Lazy<Threads> threads;
    private final Lazy<Backend> backend;
    private final Lazy<ConnectionCloser> closer;
    private final Lazy<BlockingSends> sends;

    /** @param loader context class loader of the threads */
    ServerRuntime(WebSettings settings, Backend.Factory factory, ClassLoader loader) {
        this.settings = settings;
        this.threads = new Lazy<>(() -> Threads.of(settings, loader));
        this.backend = new Lazy<>(() -> factory.create(
                settings.options(), threads.get().executors(), threads.get().scheduler()));
        this.closer = new Lazy<>(
                () -> new ConnectionCloser(threads.get().closes(), threads.get().scheduler()));
        this.sends = new Lazy<>(
                () -> new BlockingSends(threads.get().sends(), threads.get().sendThreads()));
    }

    WebSettings settings() {
        return settings;
    }

    /** @throws IllegalStateException after {@link #close} */
    Backend backend() {
        return backend.get();
    }

    /** Returns what closes WebSocket connections. @throws IllegalStateException after {@link #close} */
    ConnectionCloser closer() {
        return closer.get();
    }

    /** Returns what sends to WebSocket connections and may wait for them. @throws IllegalStateException after {@link #close} */
    BlockingSends sends() {
        return sends.get();
    }

    /** Returns the executor for tasks that close connections and may block. @throws IllegalStateException after {@link #close} */
    Executor closes() {
        return threads.get().closes();
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
            throw new IllegalStateException(
                    Deployments.describe(settings.options()) + " is one of Engine.IO alone; use SocketIo.engine");
        }
        return server;
    }

    /** @throws IllegalStateException after {@link #close}, and if this server is not one of Engine.IO alone */
    EngineIo raw() {
        EngineIo raw = backend().raw();
        if (raw == null) {
            throw new IllegalStateException(Deployments.describe(settings.options())
                    + " is one of Socket.IO; its engine is SocketIoServer.engine()");
        }
        return raw;
    }

    /** What is told of HttpSessions, unless the server is closed or was never asked for; creates none. */
    @Nullable
    HttpSessions httpSessions() {
        Backend present = backend.present();
        return present == null ? null : present.httpSessions();
    }

    /** Closes every connection, if there is a server. It goes on, and clients may come again. */
    void disconnectClients() {
        Backend present = backend.present();
        if (present != null) {
            present.engine().discardSessions();
        }
    }

    /** Begins to empty the server within the time of the settings, if there is a server. */
    void drain() {
        CoreEngine present = core();
        if (present != null) {
            present.drain(settings.drainTimeout());
        }
    }

    /** Takes clients again after a drain. */
    void welcome() {
        CoreEngine present = core();
        if (present != null) {
            present.welcome();
        }
    }

    /** Begins to empty the server before {@link #close}, if the settings give it time for that. */
    void drainBeforeClose() {
        if (!settings.drainTimeout().isZero()) {
            drain();
        }
    }

    private @Nullable CoreEngine core() {
        Backend present = backend.present();
        return present == null ? null : present.core();
    }

    private void drainAndWait() {
        CoreEngine present = core();
        if (present == null) {
            return;
        }
        Duration timeout = settings.drainTimeout();
        try {
            present.drain(timeout)
                    .toCompletableFuture()
                    .get(timeout.plus(DRAIN_TOLERANCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "the drain has not ended; the server closes all the same", e);
        }
    }

    /**
     * Empties the server if the settings give it time for that, closes it, waits for its disconnect listeners for at most 5 s, and ends the threads.
     * Idempotent.
     */
    void close() {
        if (!settings.drainTimeout().isZero()) {
            drainAndWait();
        }
        Backend toClose = backend.end();
        if (toClose != null) {
            close(toClose, settings.options());
        }
        ConnectionCloser closing = closer.end();
        if (closing != null) {
            closing.end();
        }
        BlockingSends sending = sends.end();
        if (sending != null) {
            sending.end();
        }
        Threads toEnd = threads.end();
        if (toEnd != null) {
            toEnd.end();
        }
    }

    private static void close(Backend backend, SocketIoOptions options) {
        try {
            backend.close().get().toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, "SIO-0304 " + Deployments.describe(options) + " did not close in order", e);
        }
    }
}
