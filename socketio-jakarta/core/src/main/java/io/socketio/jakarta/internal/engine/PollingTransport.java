package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.ControlPackets;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Long-polling: at most one pending GET, which waits for packets, and at most one POST. */
final class PollingTransport implements Transport {

    private final EngineSession session;
    private final ReentrantLock lock;

    // Guarded by the lock.
    /** The pending GET, or null. */
    private @Nullable HttpExchange poll;
    /** The POST that has no response yet, or null. */
    private @Nullable PollingPost post;
    /** Whether the body of that POST has been received completely. */
    private boolean postArrived;

    private @Nullable Timeout lastPollTimeout;

    // Accessed only by the thread that writes.
    private @Nullable HttpExchange answering;
    private List<OutboundPacket> batch = List.of();
    private boolean initial;

    /** @param handshake the request that opened the session; the first write responds to it */
    PollingTransport(EngineSession session, HttpExchange handshake) {
        this.session = session;
        this.lock = session.lock;
        this.poll = handshake;
        this.initial = true;
    }

    @Override
    public TransportName name() {
        return TransportName.POLLING;
    }

    @Override
    public boolean isWritable() {
        return poll != null;
    }

    @Override
    public List<OutboundPacket> take(OutboundQueue queue) {
        answering = poll;
        poll = null;
        batch = queue.removePayload(session.options().maxPayloadBytes(), session.revision());
        return List.of();
    }

    @Override
    public int batchBytes() {
        return 0;
    }

    @Override
    public boolean copiesPackets() {
        return false;
    }

    @Override
    public boolean write(Runnable onWritten) {
        HttpExchange exchange = Objects.requireNonNull(answering);
        List<OutboundPacket> packets = batch;
        boolean first = initial;
        answering = null;
        batch = List.of();
        initial = false;
        if (!session.answers().poll(exchange, session.revision(), packets, first ? session.id() : null)) {
            session.end(CloseReason.TRANSPORT_ERROR, "write error");
        }
        return true;
    }

    void onRequest(HttpExchange exchange) {
        switch (exchange.method()) {
            case "GET" -> onPoll(exchange);
            case "POST" -> onPost(exchange);
            default -> exchange.respond(500, ErrorResponse.EMPTY_BODY);
        }
    }

    private void onPoll(HttpExchange exchange) {
        boolean prepared = isPending(null);
        if (prepared) {
            session.answers().prepare(exchange);
        }
        boolean overlap;
        boolean last = false;
        ErrorResponse refusal;
        lock.lock();
        try {
            refusal = session.refusalOf(this);
            // Also if the poll that was pending has been answered meanwhile: this one came too early, and has no
            // headers.
            overlap = poll != null || !prepared;
            if (refusal == null && !overlap) {
                poll = exchange;
                last = session.state.isClosing() && session.outbound.isQuiet();
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            session.refuse(exchange, refusal);
        } else if (overlap) {
            session.end(CloseReason.TRANSPORT_ERROR, "overlap from client");
            exchange.respond(400, ErrorResponse.EMPTY_BODY);
        } else if (last) {
            session.end(CloseReason.FORCED_CLOSE, null, List.of(ControlPackets.NOOP, ControlPackets.CLOSE));
        } else {
            session.outbound.flush();
            if (isPending(exchange)) {
                exchange.onAborted(() -> onPollAborted(exchange));
            }
        }
    }

    /** @param exchange a poll; null: whether one may come */
    private boolean isPending(@Nullable HttpExchange exchange) {
        lock.lock();
        try {
            return poll == exchange && session.refusalOf(this) == null;
        } finally {
            lock.unlock();
        }
    }

    private void onPollAborted(HttpExchange exchange) {
        lock.lock();
        try {
            if (poll != exchange) {
                return;
            }
            poll = null;
        } finally {
            lock.unlock();
        }
        session.end(CloseReason.TRANSPORT_ERROR, "poll connection closed prematurely");
    }

    private void onPost(HttpExchange exchange) {
        boolean overlap;
        boolean invalid = !session.revision().takesPayload(exchange.headers().get("content-type"));
        PollingPost fresh = new PollingPost(session, this, exchange);
        ErrorResponse refusal;
        lock.lock();
        try {
            refusal = session.refusalOf(this);
            overlap = post != null;
            if (refusal == null && !overlap && !invalid) {
                post = fresh;
                postArrived = false;
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            session.refuse(exchange, refusal);
        } else if (overlap || invalid) {
            session.end(CloseReason.TRANSPORT_ERROR, overlap ? "data request overlap from client" : "invalid content");
            exchange.respond(400, ErrorResponse.EMPTY_BODY);
        } else {
            fresh.read();
        }
    }

    /** Removes the pending poll from the transport and returns it. Called under the lock. */
    @Nullable
    HttpExchange takePoll() {
        HttpExchange taken = poll;
        poll = null;
        return taken;
    }

    /** Removes the POST whose body is not yet complete and returns it. Called under the lock. */
    private @Nullable PollingPost takeUnfinishedPost() {
        PollingPost taken = postArrived ? null : post;
        if (taken != null) {
            post = null;
        }
        return taken;
    }

    /** Closes the session at the client's next poll, or after {@link EngineOptions#pollingCloseTimeout()} if no poll arrives. */
    void awaitLastPoll() {
        PollingPost unfinished;
        Timeout started = new Timeout(session, () -> session.end(CloseReason.FORCED_CLOSE, null));
        lock.lock();
        try {
            if (lastPollTimeout != null || session.state.isClosed()) {
                return;
            }
            lastPollTimeout = started;
            unfinished = takeUnfinishedPost();
        } finally {
            lock.unlock();
        }
        if (unfinished != null) {
            unfinished.abort();
        }
        started.start(session.scheduler(), session.options().pollingCloseTimeout());
    }

    @Override
    public void close(List<OutboundPacket> lastPackets) {
        HttpExchange waiting;
        PollingPost unfinished;
        lock.lock();
        try {
            waiting = takePoll();
            unfinished = takeUnfinishedPost();
        } finally {
            lock.unlock();
        }
        release(waiting, lastPackets);
        if (unfinished != null) {
            unfinished.abort();
        }
    }

    /** Ends polling because another transport has taken over; a POST in flight is still served. */
    void leave() {
        HttpExchange waiting;
        lock.lock();
        try {
            waiting = takePoll();
        } finally {
            lock.unlock();
        }
        release(waiting, List.of(ControlPackets.CLOSE));
    }

    private void release(@Nullable HttpExchange waiting, List<OutboundPacket> packets) {
        Timeout closing;
        lock.lock();
        try {
            closing = lastPollTimeout;
            lastPollTimeout = null;
        } finally {
            lock.unlock();
        }
        if (closing != null) {
            closing.cancel();
        }
        if (waiting != null) {
            session.answers().poll(waiting, session.revision(), packets, null);
        }
    }

    /** The body of this POST is complete. @return false if the POST was abandoned */
    boolean onPostArrived(PollingPost arrived) {
        lock.lock();
        try {
            if (post != arrived) {
                return false;
            }
            postArrived = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Another POST may come. @return false if this one was abandoned */
    boolean onPostEnded(PollingPost ended) {
        lock.lock();
        try {
            if (post != ended) {
                return false;
            }
            post = null;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
