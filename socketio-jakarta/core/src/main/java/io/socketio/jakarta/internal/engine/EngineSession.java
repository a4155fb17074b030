package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.burst.LateFlushes;
import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.HandshakeRequest;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.ControlPackets;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session of one client, which may change its transport. Thread-safe; no method blocks.
 *
 * <p>One lock per session guards the state of all its parts ({@link SessionState}, {@link Outbound}, {@link Inbound}, {@link Heartbeat}, the
 * transports and the probe). The session never holds this lock while it writes, schedules or invokes a callback.
 */
public final class EngineSession implements Timeout.Owner {

    private static final List<OutboundPacket> CLOSE_PACKET = List.of(ControlPackets.CLOSE);
    private static final List<OutboundPacket> NOOP_PACKET = List.of(ControlPackets.NOOP);

    final ReentrantLock lock = new ReentrantLock();
    final SessionState state = new SessionState();
    private final SessionMemory memory;
    final Inbound inbound;
    final Outbound outbound;
    final Heartbeat heartbeat;
    final SessionUpgrade upgrade = new SessionUpgrade(this);

    /** Whether the listener is told of drains. Never unset. */
    volatile boolean tellsDrains;

    /** Set before the session is known to others. */
    volatile SessionPermit permit = SessionPermit.FREE;

    private final EngineServer server;
    private final String id;
    private final HandshakeRequest request;
    private final ProtocolRevision revision;

    /** Written under the lock. */
    private volatile Transport transport;

    /** @param first creates the session's first transport */
    EngineSession(
            EngineServer server,
            String id,
            HandshakeRequest request,
            ProtocolRevision revision,
            Function<EngineSession, Transport> first) {
        this.server = server;
        this.id = id;
        this.request = request;
        this.revision = revision;
        memory = new SessionMemory(this, server.memory());
        inbound = new Inbound(this);
        outbound = new Outbound(this);
        heartbeat = new Heartbeat(this);
        transport = first.apply(this);
    }

    /** Returns the session id, which the client sends with every request. The id is a secret. */
    public String id() {
        return id;
    }

    /** Returns the first request of this session. */
    public HandshakeRequest request() {
        return request;
    }

    /** Returns the protocol revision that the client uses. */
    public ProtocolRevision revision() {
        return revision;
    }

    /** Returns what waits for this session. */
    public SessionMemory memory() {
        return memory;
    }

    public TransportName transport() {
        return transport.name();
    }

    /** Returns whether the calling thread is handling a WebSocket frame of this session, rather than a request. For use within a message call. */
    public boolean isReadingFrame() {
        return inbound.isReader();
    }

    /** Returns whether the session is open, that is, neither closing nor closed. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** Returns whether the transport would take a packet immediately: the queue is empty and the transport is writable. */
    public boolean isWritable() {
        return outbound.isWritable();
    }

    /** Returns about how many bytes of memory the packets occupy that are queued for the transport. */
    public int bufferedBytes() {
        return outbound.bufferedBytes();
    }

    /** From now on the listener is told when all queued packets have been handed to the transport. Who asks looks then whether any are queued. */
    public void tellDrains() {
        tellsDrains = true;
    }

    /** Queues these packets together and flushes. Does nothing unless the session is open. @return whether the packets were queued */
    public boolean send(List<OutboundPacket> packets) {
        return outbound.send(packets);
    }

    /** Queues these packets together without flushing, unless the session is not open. @return whether the packets were queued */
    public boolean enqueue(List<OutboundPacket> packets) {
        return outbound.enqueue(packets, null);
    }

    /**
     * Queues these packets like {@link #enqueue(List)} and records that in the same atomic step: the packets are not sent before {@code onQueued} has
     * run, and a thread that sees its effect finds them queued.
     *
     * @param onQueued changes state and does nothing else; runs under the session's lock, and only if the packets were queued
     */
    public boolean enqueue(List<OutboundPacket> packets, Runnable onQueued) {
        return outbound.enqueue(packets, onQueued);
    }

    /** The calling thread is about to send several times. @return false if another thread is: then what this one sends goes out at once */
    public boolean beginBurst() {
        return outbound.beginBurst();
    }

    /** Sends what waits for the end of the burst that the calling thread has begun. */
    public void endBurst() {
        outbound.endBurst();
    }

    /** Hands the queued packets to the transport if it is writable. */
    public void flush() {
        outbound.flush();
    }

    /** Closes the session after the queued packets have been sent; the listener receives {@link CloseReason#FORCED_CLOSE}. */
    public void close() {
        boolean closing;
        lock.lock();
        try {
            closing = state.onCloseAsked();
        } finally {
            lock.unlock();
        }
        if (closing) {
            outbound.flush();
            endIfDrained();
        }
    }

    /** Closes the session immediately and drops the queued packets. */
    public void discard() {
        end(CloseReason.FORCED_CLOSE, null);
    }

    @Override
    public String toString() {
        return "EngineSession[" + id + ", " + state + ", " + transport.name() + ", " + outbound.length() + " queued]";
    }

    EngineOptions options() {
        return server.options();
    }

    Scheduler scheduler() {
        return server.scheduler();
    }

    LateFlushes lateFlushes() {
        return server.lateFlushes;
    }

    PollingResponses answers() {
        return server.answers();
    }

    Transport currentTransport() {
        return transport;
    }

    /** Announces the registered session to its client and to its owner. */
    void open(List<OutboundPacket> firstPackets) {
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "session {0} opens over {1}",
                id,
                transport.name().wire());
        try {
            outbound.send(firstPackets);
            heartbeat.start();
            inbound.open(server.hooks().onSession(this));
        } catch (Throwable t) {
            onThrown("the opening", t);
        }
    }

    /** Handles a poll or a POST of this session. */
    void onHttp(HttpExchange exchange) {
        Transport current = transport;
        if (current instanceof PollingTransport polling) {
            polling.onRequest(exchange);
        } else {
            refuse(exchange, RequestVerifier.transportMismatch(TransportName.POLLING, current.name()));
        }
    }

    void refuse(HttpExchange exchange, ErrorResponse refusal) {
        server.refuse(exchange, refusal);
    }

    /** Returns why a request for this transport can no longer be served, or null if it can. Called under the lock. */
    @Nullable
    ErrorResponse refusalOf(PollingTransport polling) {
        if (state.isClosed()) {
            return ErrorResponse.unknownSid(id);
        }
        return transport == polling ? null : RequestVerifier.transportMismatch(TransportName.POLLING, transport.name());
    }

    boolean end(CloseReason reason, @Nullable String description) {
        return end(reason, description, CLOSE_PACKET);
    }

    /** Ends the session because the client has closed it; a pending poll is released with a noop packet. */
    void endByClient() {
        end(CloseReason.TRANSPORT_CLOSE, null, NOOP_PACKET);
    }

    void endSlowConsumer(String description) {
        if (end(CloseReason.TRANSPORT_ERROR, description)) {
            EngineServer.LOG.log(System.Logger.Level.DEBUG, "session {0} was closed as too slow: {1}", id, description);
        }
    }

    /** Ends the session immediately, see {@link SessionEnd#end}. */
    boolean end(CloseReason reason, @Nullable String description, List<OutboundPacket> lastPackets) {
        return SessionEnd.end(this, server, reason, description, lastPackets);
    }

    @Override
    public void onTimerThrown(Throwable cause) {
        SessionEnd.onThrown(this, server, "a timer", cause);
    }

    /** Ends the session after something of it has failed. @param where for the log, for example {@code a timer} */
    void onThrown(String where, Throwable cause) {
        SessionEnd.onThrown(this, server, where, cause);
    }

    /** Ends a closing session once all packets are sent and the transport can close; with polling this may take one more poll. */
    void endIfDrained() {
        Transport current;
        boolean canEnd;
        lock.lock();
        try {
            if (!state.isClosing() || !outbound.isQuiet()) {
                return;
            }
            current = transport;
            canEnd = current.isWritable();
        } finally {
            lock.unlock();
        }
        if (canEnd) {
            end(CloseReason.FORCED_CLOSE, null);
        } else if (current instanceof PollingTransport polling) {
            polling.awaitLastPoll();
        }
    }

    /** Flushes the queue when a transport that was busy is writable again. */
    void onTransportReady() {
        outbound.flush();
        endIfDrained();
    }

    /** Makes this WebSocket the session's transport. Called under the lock. */
    void moveTo(WebSocketTransport socket) {
        transport = socket;
    }
}
