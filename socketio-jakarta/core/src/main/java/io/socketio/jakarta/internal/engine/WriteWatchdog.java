package io.socketio.jakarta.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Finds a send that never completes. It checks twice per {@link EngineOptions#writeTimeout()} and counts sends instead of reading a clock, so that
 * sending has no extra cost. It stops when no send is in progress.
 */
final class WriteWatchdog implements Runnable, Timeout.Owner {

    private static final int LOOKS_PER_TIMEOUT = 2;

    private final WebSocketTransport transport;
    private final EngineServer server;

    // Accessed by the thread that starts the watchdog, then by the timer.
    private int seenSends;
    private int looksWithoutProgress;

    private volatile boolean cancelled;
    private volatile @Nullable Timeout timeout;

    WriteWatchdog(WebSocketTransport transport, EngineServer server) {
        this.transport = transport;
        this.server = server;
    }

    void start() {
        seenSends = transport.sends();
        lookLater();
    }

    void cancel() {
        cancelled = true;
        Timeout pending = timeout;
        if (pending != null) {
            pending.cancel();
        }
    }

    @Override
    public void run() {
        if (cancelled) {
            return;
        }
        if (!transport.isSending()) {
            transport.onWatchdogRests();
            return;
        }
        int sends = transport.sends();
        if (sends != seenSends) {
            seenSends = sends;
            looksWithoutProgress = 0;
        } else if (++looksWithoutProgress == LOOKS_PER_TIMEOUT) {
            transport.onWatchdogBarks();
            return;
        }
        lookLater();
    }

    @Override
    public void onTimerThrown(Throwable cause) {
        transport.onThrown(cause);
    }

    private void lookLater() {
        Timeout next = new Timeout(this, this);
        timeout = next;
        next.start(server.scheduler(), server.options().writeTimeout().dividedBy(LOOKS_PER_TIMEOUT));
        if (cancelled) {
            next.cancel();
        }
    }
}
