package io.socketio.jakarta.internal.core.socket;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.adapter.AckDelivery;
import io.socketio.jakarta.internal.adapter.Delivery;
import io.socketio.jakarta.internal.adapter.LocalSocket;
import io.socketio.jakarta.internal.core.ack.PendingAck;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One encoded event on its way to many sockets of this node. */
public final class Deliveries {

    private Deliveries() {}

    /** Without acknowledgement. */
    public record Plain(String event, @Nullable Object[] args, List<OutboundPacket> packets, boolean isVolatile)
            implements Delivery {

        @Override
        public void enqueue(LocalSocket socket) {
            ((EmittingSocket) socket).enqueue(event, args, packets, isVolatile);
        }

        /** The first half of {@link #enqueue}, which calls no user code. @return whether the event is queued */
        public boolean enqueueQuietly(LocalSocket local) {
            EmittingSocket socket = (EmittingSocket) local;
            return socket.isReachable() && socket.connection.enqueue(packets);
        }

        /** The second half of {@link #enqueue}, for a socket for which the event is queued: tells the outgoing listeners. */
        public void tell(LocalSocket socket) {
            ((EmittingSocket) socket).onOutgoing(event, args);
        }

        /** Returns the same event for sockets that have missed it; it keeps no arguments. */
        public Missed missed() {
            return new Missed(packets);
        }
    }

    /** An event that a socket has missed. Outgoing listeners have been told of it before. */
    public record Missed(List<OutboundPacket> packets) implements Delivery {

        @Override
        public void enqueue(LocalSocket socket) {
            ((EmittingSocket) socket).connection.enqueue(packets);
        }
    }

    /** Joins what several events and the response to CONNECT are made of. */
    public static List<OutboundPacket> packets(List<Delivery> missed, List<OutboundPacket> connect) {
        List<OutboundPacket> all = new ArrayList<>(missed.size() + connect.size());
        for (Delivery each : missed) {
            all.addAll(each instanceof Plain plain ? plain.packets() : ((Missed) each).packets());
        }
        all.addAll(connect);
        return all;
    }

    /** With acknowledgement: one id for all, which is forgotten everywhere when the time is over. */
    public static final class WithAck implements AckDelivery, PendingAck {

        private final Plain delivery;
        private final long ackId;
        private final Scheduler scheduler;
        private final Duration timeout;
        private final Consumer<Arguments> onResponse;

        /** Filled before {@link #enqueued}, read only after it. */
        private final List<EmittingSocket> recipients = new ArrayList<>();

        private int count;
        /** Recipients that may still answer; one more until all are enqueued. */
        private final AtomicInteger missing = new AtomicInteger(1);

        private volatile Scheduler.@Nullable Cancellable timer;

        /** Responses that are collected wait until the broadcast is over. */
        private final Queue<Reservation> weights = new ConcurrentLinkedQueue<>();

        private volatile boolean over;

        public WithAck(
                Plain delivery, long ackId, Scheduler scheduler, Duration timeout, Consumer<Arguments> onResponse) {
            this.delivery = delivery;
            this.ackId = ackId;
            this.scheduler = scheduler;
            this.timeout = timeout;
            this.onResponse = onResponse;
        }

        @Override
        public void enqueue(LocalSocket local) {
            EmittingSocket socket = (EmittingSocket) local;
            if (!socket.isReachable()) {
                return;
            }
            count++;
            missing.incrementAndGet();
            // A socket that already owes too many, or drops a volatile event, counts as one that does not answer.
            if (socket.await(ackId, this, null)) {
                recipients.add(socket);
                socket.enqueue(delivery.event(), delivery.args(), delivery.packets(), delivery.isVolatile());
            }
        }

        @Override
        public int enqueued() {
            if (count == 0) {
                return 0;
            }
            timer = scheduler.schedule(this::forget, timeout);
            countDown();
            return count;
        }

        @Override
        public void onResponse(Arguments response, Reservation weight) {
            weights.add(weight);
            onResponse.accept(response);
            countDown();
            if (over) {
                // Either this sees the end, or the end sees the weight.
                releaseWeights();
            }
        }

        /** The socket was disconnected or owes too many; its own timeout is not set. */
        @Override
        public void onFailure(Throwable cause) {
            countDown();
        }

        private void countDown() {
            Scheduler.Cancellable running = timer;
            if (missing.decrementAndGet() > 0) {
                return;
            }
            if (running != null) {
                running.cancel();
            }
            releaseWeights();
        }

        private void releaseWeights() {
            over = true;
            for (Reservation weight = weights.poll(); weight != null; weight = weights.poll()) {
                weight.release();
            }
        }

        private void forget() {
            for (EmittingSocket socket : recipients) {
                socket.forgetAck(ackId);
            }
            releaseWeights();
        }
    }
}
