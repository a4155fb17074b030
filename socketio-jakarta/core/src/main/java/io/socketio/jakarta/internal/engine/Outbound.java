package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.burst.Burst;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one session: a queue, and a pump that hands it to the current transport, one write at a time. A completion may come before the write
 * returns or on another thread later; the pump loops and never recurses. The one write in flight is counted here and not in the transport, so that a
 * poll answer in flight delays the first WebSocket frame after an upgrade.
 *
 * <p>A client that takes what it is offered may be sent a burst: beyond {@link EngineOptions#maxBufferedBytes} the session ends only if no write has
 * begun for {@link EngineOptions#slowConsumerTimeout}, and at once beyond {@link EngineOptions#maxBurstBytes}.
 */
public final class Outbound extends Burst implements Runnable {

    private final EngineSession session;
    private final ReentrantLock lock;
    private final SessionState state;

    // Guarded by the lock.
    private final OutboundScale scale;
    private final OutboundQueue queue;
    private final ProgressCheck progress;

    Outbound(EngineSession session) {
        this.session = session;
        this.lock = session.lock;
        this.state = session.state;
        this.scale = new OutboundScale(session.memory().account());
        this.queue = new OutboundQueue(scale);
        this.progress = new ProgressCheck(session, this);
    }

    /** Queues and flushes. @return whether the packets were queued */
    boolean send(List<OutboundPacket> packets) {
        Transport next = null;
        Timeout check = null;
        boolean overflow = false;
        boolean queued = false;
        boolean late = false;
        lock.lock();
        try {
            if (isFull()) {
                overflow = state.onOverflow();
            } else if (offer(packets)) {
                queued = true;
                if (waitsForMore()) {
                    late = toLate();
                } else {
                    next = begin();
                }
                queue.weigh();
                check = progress.next();
            }
        } finally {
            lock.unlock();
        }
        if (overflow) {
            endSlowConsumer();
            return false;
        }
        progress.start(check);
        if (late) {
            session.lateFlushes().add(this);
        } else if (next != null) {
            pump(next);
        }
        return queued;
    }

    /** The calling thread is about to send more, and all of it fits into one write. */
    private boolean waitsForMore() {
        return isInBurst() && queue.bytes() < session.currentTransport().batchBytes();
    }

    /**
     * Queues only; not even a slow consumer is closed on this thread.
     *
     * @param onQueued runs under the lock when the packets were queued, before anybody can send them; null for nothing
     */
    boolean enqueue(List<OutboundPacket> packets, @Nullable Runnable onQueued) {
        boolean queued = false;
        boolean overflow = false;
        Timeout check = null;
        lock.lock();
        try {
            if (isFull()) {
                overflow = state.onOverflow();
            } else if (offer(packets)) {
                queued = true;
                if (onQueued != null) {
                    onQueued.run();
                }
                check = progress.next();
            }
        } finally {
            lock.unlock();
        }
        progress.start(check);
        if (overflow) {
            session.scheduler().schedule(this::endSlowConsumer, Duration.ZERO);
        }
        return queued;
    }

    /** Queues a packet of the engine itself, whatever the bound. Under the lock. */
    void add(OutboundPacket packet) {
        queue.add(packet);
    }

    @Override
    protected void flush() {
        Transport next;
        lock.lock();
        try {
            next = begin();
            if (!state.isClosed()) {
                queue.weigh();
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            pump(next);
        }
    }

    /** The write in flight is complete. */
    @Override
    public void run() {
        Transport next = onWritten();
        if (next != null) {
            pump(next);
        }
    }

    boolean isWritable() {
        lock.lock();
        try {
            return state.accepts()
                    && (queue.isEmpty() || waitsForMore())
                    && !state.isWriting()
                    && session.currentTransport().isWritable();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing is being written. Under the lock. */
    boolean isQuiet() {
        return queue.isEmpty() && state.isIdle();
    }

    /** Under the lock. */
    void clear() {
        queue.clear();
        scale.onWritten();
    }

    /** The session has ended. */
    void stop() {
        Timeout check;
        lock.lock();
        try {
            check = progress.stop();
        } finally {
            lock.unlock();
        }
        if (check != null) {
            check.cancel();
        }
    }

    int bufferedBytes() {
        lock.lock();
        try {
            return queue.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: an estimate for {@code toString}. */
    int length() {
        return queue.size();
    }

    private boolean offer(List<OutboundPacket> packets) {
        if (!state.accepts()) {
            return false;
        }
        // What waits already is not taken at once. These packets are weighed when they have been offered to the
        // transport.
        queue.weigh();
        for (int i = 0; i < packets.size(); i++) {
            queue.add(packets.get(i));
        }
        return true;
    }

    /** The bound looks at what waits already, so that a single large message to a healthy client passes. */
    private boolean isFull() {
        return queue.bytes() > session.options().maxBurstBytes();
    }

    /** Whether more waits than may for long. Under the lock. */
    boolean isBehind() {
        return queue.bytes() > session.options().maxBufferedBytes();
    }

    private @Nullable Transport begin() {
        return state.isIdle() ? takeNext() : null;
    }

    private @Nullable Transport takeNext() {
        Transport transport = session.currentTransport();
        if (queue.isEmpty() || !transport.isWritable()) {
            return null;
        }
        scale.onTaken(transport.take(queue), transport.copiesPackets());
        progress.onWrite();
        state.toActivity(SessionState.Activity.WRITING);
        return transport;
    }

    private void pump(Transport first) {
        Transport next = first;
        while (next != null && next.write(this)) {
            next = onWritten();
        }
        if (next != null) {
            onWriteWaits();
        }
    }

    /** The client has not taken a packet at once, so it is weighed until it has; it may have by now. */
    private void onWriteWaits() {
        lock.lock();
        try {
            scale.onWriteWaits();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Transport onWritten() {
        // Who asks later has seen the queue empty, or is told after the next write.
        boolean tells = session.tellsDrains;
        boolean drained;
        lock.lock();
        try {
            scale.onWritten();
            Transport next = takeNext();
            if (next != null) {
                return next;
            }
            drained = queue.isEmpty() && !state.isClosed();
            state.toActivity(drained && tells ? SessionState.Activity.DRAINING : SessionState.Activity.IDLE);
        } finally {
            lock.unlock();
        }
        if (drained && tells) {
            return onDrained();
        }
        if (drained && state.isClosing()) {
            session.endIfDrained();
        }
        return null;
    }

    /** Tells the listener; what it sends meanwhile is taken here and not in its call, so its calls do not nest. */
    private @Nullable Transport onDrained() {
        session.inbound.events.notifyDrained();
        Transport next;
        lock.lock();
        try {
            next = takeNext();
            if (next == null) {
                state.toActivity(SessionState.Activity.IDLE);
            }
        } finally {
            lock.unlock();
        }
        if (next == null && state.isClosing()) {
            session.endIfDrained();
        }
        return next;
    }

    private void endSlowConsumer() {
        session.endSlowConsumer(progress.describe());
    }
}
