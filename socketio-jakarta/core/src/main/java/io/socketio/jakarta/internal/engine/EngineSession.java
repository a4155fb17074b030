package io.socketio.jakarta.internal.engine;

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
 * One client over changing transports. Thread-safe; no method blocks.
 *
 * <p>The session's one lock guards the state of all its parts ({@link SessionState}, {@link Outbound}, {@link Inbound}, {@link Heartbeat}, the transports
 * and the probe); it is never held while anything is written, scheduled or called back.
 */
public final class EngineSession {

    private static final List<OutboundPacket> CLOSE_PACKET = List.of(ControlPackets.CLOSE);
    private static final List<OutboundPacket> NOOP_PACKET = List.of(ControlPackets.NOOP);

    final ReentrantLock lock = new ReentrantLock();
    final SessionState state = new SessionState();
    final Inbound inbound;
    final Outbound outbound;
    final Heartbeat heartbeat;
    final SessionUpgrade upgrade = new SessionUpgrade(this);

    private final EngineServer server;
    private final String id;
    private final HandshakeRequest request;
    private final ProtocolRevision revision;

    /** Written under the lock. */
    private volatile Transport transport;

    /** @param first creates the transport that the session begins with */
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
        inbound = new Inbound(this);
        outbound = new Outbound(this);
        heartbeat = new Heartbeat(this);
        transport = first.apply(this);
    }

    /** The session id, which the client sends with every request; a secret. */
    public String id() {
        return id;
    }

    /** The first request of this session. */
    public HandshakeRequest request() {
        return request;
    }

    /** What the client speaks. */
    public ProtocolRevision revision() {
        return revision;
    }

    public TransportName transport() {
        return transport.name();
    }

    /** Whether the session is open: not closing, not closed. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** Whether a packet would be handed to the transport at once: nothing is waiting and the transport takes it now. */
    public boolean isWritable() {
        return outbound.isWritable();
    }

    /** Bytes that wait for the transport. */
    public int bufferedBytes() {
        return outbound.bufferedBytes();
    }

    /** Queues these packets together and flushes. Ignored unless open. @return whether they were queued */
    public boolean send(List<OutboundPacket> packets) {
        return outbound.send(packets);
    }

    /**
     * Queues these packets together without flushing: the order is fixed now, I/O happens at {@link #flush}. Ignored unless open.
     *
     * @return whether they were queued
     */
    public boolean enqueue(List<OutboundPacket> packets) {
        return outbound.enqueue(packets, null);
    }

    /**
     * The same, and notes in one step that they are queued: nobody sends them before it is noted, and who sees the note finds them queued.
     *
     * @param noted a change of state and nothing else; it runs under the session's lock, and only if the packets were queued
     */
    public boolean enqueue(List<OutboundPacket> packets, Runnable noted) {
        return outbound.enqueue(packets, noted);
    }

    /** Hands what waits to the transport if it takes it now. */
    public void flush() {
        outbound.flush();
    }

    /** Closes after what waits has been sent; the listener hears {@link CloseReason#FORCED_CLOSE}. */
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

    /** Closes at once; what waits is dropped. */
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

    PollingResponses answers() {
        return server.answers();
    }

    Transport currentTransport() {
        return transport;
    }

    /** Announces the registered session to its client and its owner. */
    void open(List<OutboundPacket> firstPackets) {
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "session {0} opens over {1}",
                id,
                transport.name().wire());
        outbound.send(firstPackets);
        heartbeat.start();
        SessionListener listener;
        try {
            listener = server.hooks().onSession(this);
        } catch (RuntimeException e) {
            EngineServer.LOG.log(System.Logger.Level.ERROR, "EngineHooks.onSession failed", e);
            discard();
            return;
        }
        inbound.open(listener);
    }

    /** Takes a poll or a POST of this session. */
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

    void refuseTooLarge(HttpExchange exchange) {
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "a POST of session {0} was refused: it is larger than {1} bytes (SocketIoOptions.maxPayloadBytes)",
                id,
                String.valueOf(options().maxPayloadBytes()));
        exchange.respond(413, ErrorResponse.EMPTY_BODY);
    }

    /** Why a request for this transport cannot be served any more, or null. Under the lock. */
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

    /** The client has closed: a poll that waits is merely released. */
    void endByClient() {
        end(CloseReason.TRANSPORT_CLOSE, null, NOOP_PACKET);
    }

    void endSlowConsumer(String description) {
        if (end(CloseReason.TRANSPORT_ERROR, description)) {
            EngineServer.LOG.log(System.Logger.Level.INFO, "Closed a slow consumer: {0}", description);
        }
    }

    /**
     * Ends the session at once, if it has not ended yet.
     *
     * @param farewell what a poll that waits is answered with
     * @return whether this call has ended it
     */
    boolean end(CloseReason reason, @Nullable String description, List<OutboundPacket> farewell) {
        Transport last;
        UpgradeProbe candidate;
        lock.lock();
        try {
            if (!state.onEnded()) {
                return false;
            }
            last = transport;
            candidate = upgrade.takeCandidate();
            outbound.clear();
        } finally {
            lock.unlock();
        }
        EngineServer.LOG.log(
                System.Logger.Level.DEBUG,
                "session {0} ends over {1}: {2}{3}",
                id,
                last.name().wire(),
                reason.text(),
                description == null ? "" : " (" + description + ")");
        server.onEnded(this);
        outbound.stop();
        heartbeat.stop();
        last.close(farewell);
        if (candidate != null) {
            candidate.close();
        }
        inbound.onEnded(reason, description);
        return true;
    }

    /** Ends a closing session when everything has been sent and the transport can say goodbye; over polling that may take one more poll. */
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

    /** A transport that was busy with something else can write now. */
    void onTransportReady() {
        outbound.flush();
        endIfDrained();
    }

    /** Under the lock. */
    void moveTo(WebSocketTransport socket) {
        transport = socket;
    }
}
