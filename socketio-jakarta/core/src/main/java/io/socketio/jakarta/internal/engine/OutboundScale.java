package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what waits for one client: the packets of its queue that the transport has not taken, and the one whose write has begun and not ended. The
 * content of a packet for several clients is weighed once for the server, as long as it waits anywhere. Used under the session's lock.
 */
final class OutboundScale implements OutboundQueue.Scale {

    private final MemoryAccount account;
    private long shared;
    private @Nullable OutboundPacket inFlight;
    private boolean inFlightWeighed;

    OutboundScale(MemoryAccount account) {
        this.account = account;
    }

    /** A write has begun. @param packet null if the write ends with its call */
    void onTaken(@Nullable OutboundPacket packet) {
        inFlight = packet;
    }

    /** The write goes on after its call has returned. */
    void onWriteWaits() {
        OutboundPacket packet = inFlight;
        if (packet != null && !inFlightWeighed) {
            inFlightWeighed = true;
            onWaiting(packet);
        }
    }

    /** The write has ended, or nobody waits for its end any more. */
    void onWritten() {
        OutboundPacket packet = inFlight;
        inFlight = null;
        if (packet != null && inFlightWeighed) {
            inFlightWeighed = false;
            onGone(packet);
        }
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
