package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.packet.ControlPackets;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that is a candidate to become the transport of a polling session. It responds to probes, releases pending polls while the client
 * prepares, and either becomes the transport or is closed. A failure of the candidate does not affect the session.
 */
final class UpgradeProbe implements WebSocketStage, Runnable {

    /** How often a pending poll is released during an upgrade (the fixed check interval of engine.io). */
    private static final Duration POLL_RELEASE_INTERVAL = Duration.ofMillis(100);

    private final EngineSession session;
    private final ReentrantLock lock;

    // Guarded by the lock.
    private @Nullable WebSocketTransport candidate;
    private @Nullable Timeout deadline;
    /** Null before the first probe. */
    private @Nullable Timeout tick;

    private int owedAnswers;
    private boolean answering;

    UpgradeProbe(EngineSession session) {
        this.session = session;
        this.lock = session.lock;
    }

    @Override
    public void onOpen(WebSocketTransport socket) {
        Timeout started = new Timeout(session, this::abandon);
        boolean accepted;
        lock.lock();
        try {
            accepted = session.upgrade.onCandidate(this);
            if (accepted) {
                candidate = socket;
                deadline = started;
            }
        } finally {
            lock.unlock();
        }
        if (accepted) {
            started.start(session.scheduler(), session.options().upgradeTimeout());
        } else {
            socket.close();
        }
    }

    @Override
    public SessionMemory memory() {
        return session.memory();
    }

    @Override
    public void onText(WebSocketTransport socket, String frame) {
        if (frame.equals("2probe")) {
            onProbe(socket);
        } else if (!frame.isEmpty() && frame.charAt(0) == '5') {
            session.upgrade.complete(this, socket);
        } else {
            abandon();
        }
    }

    @Override
    public void onBinary(WebSocketTransport socket, byte[] frame) {
        abandon();
    }

    @Override
    public void onFailed(WebSocketTransport socket, Throwable cause) {
        if (!abandon() && hasTakenOver(socket)) {
            session.inbound.onFailed(socket, cause);
        }
    }

    @Override
    public void onThrown(WebSocketTransport socket, Throwable cause) {
        session.onThrown("an upgrade", cause);
        socket.close();
    }

    @Override
    public void onWriteFailed(WebSocketTransport socket, Throwable cause) {
        if (!abandon() && hasTakenOver(socket)) {
            session.inbound.onWriteFailed(socket, cause);
        }
    }

    @Override
    public void onWriteStuck(WebSocketTransport socket) {
        if (!abandon() && hasTakenOver(socket)) {
            session.inbound.onWriteStuck(socket);
        }
    }

    @Override
    public void onClosed(WebSocketTransport socket) {
        if (!abandon() && hasTakenOver(socket)) {
            session.inbound.onClosed(socket);
        }
    }

    /** Whether the socket has become the transport since a thread that tells something of it has found it here. */
    private boolean hasTakenOver(WebSocketTransport socket) {
        return session.currentTransport() == socket;
    }

    /** Abandons the candidate; the session continues to use polling. @return false if it was no candidate any more */
    boolean abandon() {
        boolean abandoned;
        lock.lock();
        try {
            abandoned = session.upgrade.onCandidateLost(this);
        } finally {
            lock.unlock();
        }
        if (abandoned) {
            EngineServer.LOG.log(
                    System.Logger.Level.DEBUG, "session {0} was not upgraded and goes on polling", session.id());
            close();
        }
        return abandoned;
    }

    /** Closes the candidate after the session has removed it. */
    void close() {
        stopTimers();
        WebSocketTransport socket = candidate;
        if (socket != null) {
            socket.close();
        }
    }

    void stopTimers() {
        Timeout oldDeadline;
        Timeout oldTick;
        lock.lock();
        try {
            oldDeadline = deadline;
            oldTick = tick;
            deadline = null;
            tick = null;
        } finally {
            lock.unlock();
        }
        if (oldDeadline != null) {
            oldDeadline.cancel();
        }
        if (oldTick != null) {
            oldTick.cancel();
        }
    }

    private void onProbe(WebSocketTransport socket) {
        Timeout firstTick = null;
        boolean answer;
        lock.lock();
        try {
            if (!session.upgrade.onProbe(this)) {
                return;
            }
            if (tick == null) {
                firstTick = new Timeout(session, this::onTick);
                tick = firstTick;
            }
            owedAnswers++;
            answer = !answering;
            answering = true;
        } finally {
            lock.unlock();
        }
        if (answer) {
            answerProbes(socket);
        }
        if (firstTick != null) {
            session.inbound.events.call(SessionListener::onUpgrading);
            firstTick.start(session.scheduler(), POLL_RELEASE_INTERVAL);
        }
    }

    private void answerProbes(WebSocketTransport socket) {
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                more = owedAnswers > 0 && session.upgrade.isCandidate(this);
                answering = more;
                if (more) {
                    owedAnswers--;
                    socket.claim(ControlPackets.PROBE_ANSWER);
                }
            } finally {
                lock.unlock();
            }
            if (more && !socket.write(this)) {
                return;
            }
        }
        // The socket may have become the transport while it was still sending the probe response.
        session.onTransportReady();
    }

    /** Called when a probe response has been sent. */
    @Override
    public void run() {
        WebSocketTransport socket = candidate;
        if (socket != null) {
            answerProbes(socket);
        }
    }

    private void onTick() {
        HttpExchange poll;
        Timeout next = new Timeout(session, this::onTick);
        lock.lock();
        try {
            if (!session.upgrade.isCandidate(this) || tick == null) {
                return;
            }
            tick = next;
            poll = session.upgrade.takePoll();
        } finally {
            lock.unlock();
        }
        if (poll != null) {
            session.answers().poll(poll, session.revision(), List.of(ControlPackets.NOOP), null);
        }
        next.start(session.scheduler(), POLL_RELEASE_INTERVAL);
    }
}
