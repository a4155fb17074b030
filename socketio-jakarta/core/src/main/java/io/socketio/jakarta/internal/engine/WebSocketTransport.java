package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.packet.WireForm;
import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection: passes frames to its {@link WebSocketStage} and sends one packet, or one batch of them, at a time. A watchdog finds a send that neither
 * completes nor fails. It is armed only while sends do not complete immediately, and acts after 1 to 1.5 times the limit.
 */
final class WebSocketTransport implements Transport, WebSocketListener, SendCallback {

    /** No send is in progress. */
    private static final int IDLE = 0;
    /** A packet is claimed or handed to the link: the call has not returned and its callback has not arrived. */
    private static final int CALLING = 1;
    /** The callback arrived before the call returned: the calling thread continues. */
    private static final int DONE = 2;
    /** The call has returned: the callback continues. */
    private static final int AWAITING = 3;
    /** A send has failed; nothing more is sent. */
    private static final int FAILED = 4;

    /** Most bytes of several packets in one write, as their queue counts them: two of the buffers from which Tomcat writes. */
    private static final int BATCH_BYTES = 16 * 1024;

    // How the connection ends: open; the link is closing it; the link has told that the TCP connection is gone.
    private static final int NOT_CLOSING = 0;
    private static final int CLOSING = 1;
    private static final int RELEASED = 2;

    private static final VarHandle PHASE;
    private static final VarHandle WATCHDOG;
    private static final VarHandle CLOSE_PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(WebSocketTransport.class, "phase", int.class);
            WATCHDOG = MethodHandles.lookup().findVarHandle(WebSocketTransport.class, "watchdog", WriteWatchdog.class);
            CLOSE_PHASE = MethodHandles.lookup().findVarHandle(WebSocketTransport.class, "closePhase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EngineServer server;
    private final WireForm wireForm;
    private volatile WebSocketStage stage;
    /** Null until the connection is open. */
    private volatile @Nullable WebSocketLink link;

    private volatile int phase;
    private volatile int closePhase;
    /** Once true, sends are no longer watched, and nothing more is kept of what comes. */
    private volatile boolean closed;
    /** What has come of a message whose end has not; null before the first such message. */
    private volatile @Nullable Reservation partial;
    /** Null while no send is watched. */
    private volatile @Nullable WriteWatchdog watchdog;
    // Accessed only by the thread that sends; published to the next one through the phase.
    private List<OutboundPacket> taken = List.of();
    private @Nullable Runnable onWritten;
    private volatile int sends;

    /** @param binaryAsText whether binary messages are sent as base64 text ({@code b64=1}) */
    WebSocketTransport(EngineServer server, ProtocolRevision revision, boolean binaryAsText, WebSocketStage stage) {
        this.server = server;
        this.wireForm = new WireForm(revision, binaryAsText);
        this.stage = stage;
    }

    /** Passes further frames to this stage. Called while no frame is being handled, or by the handler of the current frame. */
    void toStage(WebSocketStage next) {
        stage = next;
    }

    @Override
    public TransportName name() {
        return TransportName.WEBSOCKET;
    }

    @Override
    public boolean isWritable() {
        return phase == IDLE && link != null;
    }

    @Override
    public int batchBytes() {
        WebSocketLink open = link;
        return open != null && open.sendsBatches() ? BATCH_BYTES : 0;
    }

    @Override
    public List<OutboundPacket> take(OutboundQueue queue) {
        int most = batchBytes();
        taken = most > 0 ? queue.removeBatch(most) : List.of(queue.remove());
        phase = CALLING;
        return taken;
    }

    @Override
    public boolean copiesPackets() {
        WebSocketLink open = link;
        return open != null && open.copiesMessages();
    }

    /** Reserves the transport for this packet, which {@link #write} sends. Called under the session's lock, after {@link #isWritable}. */
    void claim(OutboundPacket packet) {
        taken = List.of(packet);
        phase = CALLING;
    }

    @Override
    public boolean write(Runnable whenWritten) {
        onWritten = whenWritten;
        int count = sends + 1;
        sends = count;
        try {
            List<OutboundPacket> packets = taken;
            taken = List.of();
            wireForm.send(Objects.requireNonNull(link), packets, this);
        } catch (Throwable e) {
            onFailed(e);
        }
        if (PHASE.compareAndSet(this, CALLING, AWAITING)) {
            watch();
            return false;
        }
        return PHASE.compareAndSet(this, DONE, IDLE);
    }

    @Override
    public void onSent() {
        if (PHASE.compareAndSet(this, CALLING, DONE)) {
            return;
        }
        Runnable next = onWritten;
        if (PHASE.compareAndSet(this, AWAITING, IDLE) && next != null) {
            next.run();
        }
    }

    @Override
    public void onFailed(Throwable cause) {
        if (PHASE.compareAndSet(this, CALLING, FAILED) || PHASE.compareAndSet(this, AWAITING, FAILED)) {
            stage.onWriteFailed(this, cause);
        }
    }

    @Override
    public void close(List<OutboundPacket> lastPackets) {
        close();
    }

    void close() {
        closed = true;
        Reservation kept = partial;
        if (kept != null) {
            kept.release();
        }
        WriteWatchdog watching = watchdog;
        if (watching != null) {
            watching.cancel();
        }
        WebSocketLink open = link;
        if (open != null && CLOSE_PHASE.compareAndSet(this, NOT_CLOSING, CLOSING)) {
            server.onClosing();
            open.close();
        }
    }

    @Override
    public void onReleased() {
        if ((int) CLOSE_PHASE.getAndSet(this, RELEASED) == CLOSING) {
            server.onReleased();
        }
    }

    @Override
    public void onOpen(WebSocketLink opened) {
        link = opened;
        try {
            stage.onOpen(this);
        } catch (Throwable t) {
            onThrown(t);
        }
    }

    @Override
    public int maxMessageBytes() {
        SessionMemory memory = stage.memory();
        return memory == null ? server.memory().limits().connectBytes() : memory.maxMessageBytes();
    }

    @Override
    public boolean onPartial(int keptBytes) {
        Reservation kept = partial;
        SessionMemory memory = stage.memory();
        if (memory == null) {
            return !closed;
        }
        if (kept == null) {
            kept = new Reservation(memory.account());
            partial = kept;
        }
        boolean mayKeep = kept.resize(keptBytes);
        if (closed) {
            // Either this sees the close, or the close sees the reservation.
            kept.release();
            return false;
        }
        return mayKeep;
    }

    @Override
    public void onBatch(boolean begins) {
        stage.onBatch(begins);
    }

    @Override
    public void onText(String message) {
        try {
            stage.onText(this, message);
        } catch (Throwable t) {
            onThrown(t);
        }
    }

    @Override
    public void onBinary(byte[] message) {
        try {
            stage.onBinary(this, message);
        } catch (Throwable t) {
            onThrown(t);
        }
    }

    @Override
    public void onError(Throwable cause) {
        stage.onFailed(this, cause);
    }

    @Override
    public void onClose() {
        stage.onClosed(this);
    }

    /**
     * Starts the watchdog if none is running. Called after the phase has become {@link #AWAITING}: either a watchdog that is about to stop sees this
     * send, or this method sees that it has stopped. Likewise, either {@link #close} sees the watchdog, or this method that the connection is closed.
     */
    private void watch() {
        if (watchdog == null) {
            WriteWatchdog next = new WriteWatchdog(this, server);
            if (WATCHDOG.compareAndSet(this, null, next)) {
                next.start();
                if (closed) {
                    next.cancel();
                }
            }
        }
    }

    /** Called when the watchdog has found no send in progress and stops. */
    void onWatchdogRests() {
        watchdog = null;
        if (phase == AWAITING) {
            watch();
        }
    }

    void onWatchdogBarks() {
        stage.onWriteStuck(this);
    }

    /** Something that this connection was to do has failed. */
    void onThrown(Throwable cause) {
        stage.onThrown(this, cause);
    }

    boolean isSending() {
        int now = phase;
        return now == CALLING || now == AWAITING;
    }

    int sends() {
        return sends;
    }
}
