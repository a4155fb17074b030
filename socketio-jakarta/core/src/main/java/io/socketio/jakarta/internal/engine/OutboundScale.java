package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import java.util.List;

/**
 * Weighs what waits for one client: the packets of its queue that the transport has not taken, and those whose write has begun and not ended. The
 * content of a packet for several clients is weighed once for the server, as long as it waits anywhere. Used under the session's lock.
 */
final class OutboundScale implements OutboundQueue.Scale {

    private final MemoryAccount account;
    private long shared;
    private List<OutboundPacket> inFlight = List.of();
    private boolean copied;
    private boolean inFlightWeighed;

    OutboundScale(MemoryAccount account) {
        this.account = account;
    }

    /**
     * A write has begun.
     *
     * @param packets none if the write ends with its call
     * @param copied whether the write keeps bytes of its own besides the packets
     */
    void onTaken(List<OutboundPacket> packets, boolean copied) {
        this.inFlight = packets;
        this.copied = copied;
    }

    /** The write goes on after its call has returned. */
    void onWriteWaits() {
        if (inFlightWeighed || inFlight.isEmpty()) {
            return;
        }
        inFlightWeighed = true;
        for (int i = 0; i < inFlight.size(); i++) {
            onWaiting(inFlight.get(i));
        }
        account.addOutgoing(copyBytes());
    }

    /** The write has ended, or nobody waits for its end any more. */
    void onWritten() {
        if (inFlightWeighed) {
            inFlightWeighed = false;
            for (int i = 0; i < inFlight.size(); i++) {
                onGone(inFlight.get(i));
            }
            account.addOutgoing(-copyBytes());
        }
        inFlight = List.of();
    }

    /** The frame of a single shared packet is shared, too. */
    private int copyBytes() {
        if (!copied || inFlight.size() == 1 && inFlight.get(0).isShared()) {
            return 0;
        }
        long total = 0;
        for (int i = 0; i < inFlight.size(); i++) {
            total += inFlight.get(i).sizeBytes();
        }
        return (int) Math.min(total, Integer.MAX_VALUE);
    }

    @Override
    public void onWaiting(OutboundPacket packet) {
        int bytes = packet.sizeBytes();
        if (!packet.isShared()) {
            account.addOutgoing(bytes);
            return;
        }
        shared += bytes;
        account.holdShared(shared);
        if (packet.retain()) {
            account.budget().addShared(bytes);
        }
    }

    @Override
    public void onGone(OutboundPacket packet) {
        int bytes = packet.sizeBytes();
        if (!packet.isShared()) {
            account.addOutgoing(-bytes);
            return;
        }
        shared -= bytes;
        account.holdShared(shared);
        if (packet.release()) {
            account.budget().addShared(-bytes);
        }
    }
}
