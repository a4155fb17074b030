package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.PostedMessage;
import io.socketio.jakarta.internal.engine.memory.WeighedQueue;
import io.socketio.jakarta.internal.engine.packet.PacketReceiver;
import io.socketio.jakarta.internal.log.LogText;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The inbound path of one session: handles its packets and passes messages to the listener one at a time, through a gate. The gate matters where two
 * connections overlap (a POST is still being dispatched when the WebSocket takes over) and at both ends of the session: messages that arrive before
 * the listener is set are queued, and {@link SessionListener#onClose} follows the message call that is in progress.
 */
final class Inbound implements PacketReceiver, WebSocketStage {

    /** The type of a text message, in all revisions. */
    private static final String MESSAGE = "4";

    private static final Object UPGRADE = new Object();
    private static final Object END = new Object();

    private final EngineSession session;
    private final ReentrantLock lock;
    private final SessionState state;

    final SessionEvents events;

    /** The thread that is handling a frame; null between frames. Threads only compare it with themselves, so it needs no guard. */
    private @Nullable Thread reader;

    // Guarded by the lock.
    private boolean busy = true;
    /** Null while nothing waits. */
    private @Nullable WeighedQueue waiting;

    private @Nullable CloseReason endReason;
    private @Nullable String endDescription;

    Inbound(EngineSession session) {
        this.session = session;
        this.events = new SessionEvents(session);
        this.lock = session.lock;
        this.state = session.state;
    }

    @Override
    public SessionMemory memory() {
        return session.memory();
    }

    /** Opens the gate and delivers what has been queued so far. */
    void open(SessionListener owner) {
        events.open(owner);
        deliverFrom(next());
    }

    /** Only called for a message that {@link #onText} has not recognized; queued as frames are. */
    @Override
    public void onMessage(String text) {
        session.heartbeat.onMessage();
        deliver(MESSAGE.concat(text), text.length());
    }

    @Override
    public void onMessage(byte[] binary) {
        session.heartbeat.onMessage();
        deliver(binary, binary.length);
    }

    @Override
    public void onPing() {
        events.notifyControl('2', true);
        if (session.revision().clientPings()) {
            session.heartbeat.onPing();
        } else {
            refuseHeartbeat();
        }
    }

    @Override
    public void onPong() {
        events.notifyControl('3', true);
        if (session.revision().clientPings()) {
            refuseHeartbeat();
        } else if (state.isOpen()) {
            session.heartbeat.onPong();
        }
    }

    private void refuseHeartbeat() {
        if (!state.isClosing()) {
            session.end(CloseReason.TRANSPORT_ERROR, "invalid heartbeat direction");
        }
    }

    @Override
    public void onClosePacket() {
        events.notifyControl('1', true);
        session.endByClient();
    }

    @Override
    public void onMalformed() {
        if (!state.isClosing()) {
            session.end(CloseReason.PARSE_ERROR, null);
        }
    }

    @Override
    public void onOpen(WebSocketTransport socket) {
        throw new IllegalStateException("the WebSocket of a session is open already");
    }

    @Override
    public void onBatch(boolean begins) {
        if (begins) {
            session.outbound.beginReading();
        } else {
            session.outbound.endReading();
        }
    }

    @Override
    public void onText(WebSocketTransport socket, String frame) {
        reader = Thread.currentThread();
        session.outbound.continueReading();
        try {
            if (frame.startsWith(MESSAGE)) {
                // With its type: a copy without it would cost as much as all objects of the event.
                session.heartbeat.onMessage();
                deliver(frame, frame.length());
            } else {
                // It may end the session: then nothing goes out any more.
                session.outbound.endReading();
                session.revision().decodeText(frame, 0, frame.length(), this);
            }
        } finally {
            reader = null;
        }
    }

    @Override
    public void onBinary(WebSocketTransport socket, byte[] frame) {
        reader = Thread.currentThread();
        session.outbound.continueReading();
        try {
            session.revision().decodeBinary(frame, this);
        } finally {
            reader = null;
        }
    }

    boolean isReader() {
        return reader == Thread.currentThread();
    }

    /** Ends the session: a connection that merely breaks counts as closed, a violated limit or rule counts as an error. */
    @Override
    public void onFailed(WebSocketTransport socket, Throwable cause) {
        session.end(
                cause instanceof IOException ? CloseReason.TRANSPORT_CLOSE : CloseReason.TRANSPORT_ERROR,
                LogText.plain(String.valueOf(cause.getMessage())));
    }

    @Override
    public void onThrown(WebSocketTransport socket, Throwable cause) {
        session.onThrown("a WebSocket message", cause);
    }

    @Override
    public void onWriteFailed(WebSocketTransport socket, Throwable cause) {
        session.end(CloseReason.TRANSPORT_ERROR, "write error: " + LogText.plain(cause.toString()));
    }

    @Override
    public void onWriteStuck(WebSocketTransport socket) {
        session.endSlowConsumer(
                "a write made no progress for " + session.options().writeTimeout() + " (SocketIoOptions.writeTimeout)");
    }

    @Override
    public void onClosed(WebSocketTransport socket) {
        session.end(CloseReason.TRANSPORT_CLOSE, null);
    }

    void onUpgraded() {
        deliver(UPGRADE, 0);
    }

    /** Ends delivery: drops the queued messages and notifies the listener as soon as no message call is in progress. */
    void onEnded(CloseReason reason, @Nullable String description) {
        lock.lock();
        try {
            endReason = reason;
            endDescription = description;
            if (waiting != null) {
                waiting.end();
                waiting = null;
            }
            if (busy) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        tell(END);
    }

    /** @param message a text frame, binary, or what a POST has brought */
    void deliver(Object message, int bytes) {
        boolean tooMuch = false;
        lock.lock();
        try {
            if (!state.isOpen()) {
                return;
            }
            if (busy) {
                tooMuch = !addWaiting(message, bytes);
                if (!tooMuch) {
                    return;
                }
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        if (tooMuch) {
            session.end(CloseReason.TRANSPORT_ERROR, "too much has come before the session could take it");
        } else {
            deliverFrom(message);
        }
    }

    /** Under the lock. @return false if too much waits */
    private boolean addWaiting(Object message, int bytes) {
        WeighedQueue queue = waiting;
        if (queue == null) {
            queue = new WeighedQueue(
                    session.memory().account(), session.options().maxBufferedBytes());
            waiting = queue;
        }
        return queue.add(message, bytes);
    }

    private void deliverFrom(@Nullable Object first) {
        for (Object message = first; message != null; message = message == END ? null : next()) {
            tell(message);
        }
    }

    /** Returns what the thread that holds the gate delivers next, or null if it has released the gate. */
    private @Nullable Object next() {
        lock.lock();
        try {
            if (endReason != null) {
                return END;
            }
            Object message = waiting == null ? null : waiting.poll();
            if (message == null) {
                waiting = null;
                busy = false;
            }
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Object message) {
        SessionListener owner = events.listener();
        if (owner == null) {
            return;
        }
        try {
            if (message instanceof String frame) {
                owner.onFrame(frame);
            } else if (message instanceof byte[] binary) {
                owner.onBinary(binary);
            } else if (message instanceof PostedMessage posted) {
                owner.onPosted(posted);
            } else if (message == UPGRADE) {
                owner.onUpgrade();
            } else if (endReason != null) {
                // Written once, before this thread passed the gate under the lock.
                owner.onClose(endReason, endDescription);
            }
        } catch (RuntimeException e) {
            EngineServer.LOG.log(System.Logger.Level.ERROR, "a SessionListener failed", LogText.escaped(e));
        } catch (Error e) {
            // The gate is still held: the end passes it next.
            session.onThrown("a packet", e);
        }
    }
}
