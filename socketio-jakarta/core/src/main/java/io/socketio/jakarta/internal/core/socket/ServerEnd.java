package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The end of a server, once: connections are closed, and the executor when the listeners for the ends of all sockets have run, or after 10 s. */
public final class ServerEnd {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EngineContext context;
    private final LiveSockets sockets;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean begun;

    public ServerEnd(EngineContext context, LiveSockets sockets) {
        this.context = context;
        this.sockets = sockets;
    }

    public boolean hasBegun() {
        return begun;
    }

    /**
     * Begins, unless it has begun.
     *
     * @param close closes the connections; afterwards, no socket can join
     * @return completes when the server has ended
     */
    public CompletionStage<Void> begin(Runnable close) {
        if (begun) {
            return ended;
        }
        begun = true;
        close.run();
        Scheduler.Cancellable timeout = context.scheduler().schedule(this::complete, TIMEOUT);
        ended.whenComplete((nothing, error) -> timeout.cancel());
        sockets.whenNone().thenRun(this::complete);
        return ended;
    }

    private void complete() {
        context.executor().close();
        ended.complete(null);
    }
}
