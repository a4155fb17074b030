package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import java.util.List;

/**
 * Carries the packets of one session to the client. Writing takes two steps, so that packets are selected under the session's lock but written
 * outside of it: first {@link #take}, then {@link #write}. Only {@link Outbound} calls them, one write at a time.
 */
public sealed interface Transport permits PollingTransport, WebSocketTransport {

    TransportName name();

    /** Returns whether the transport can take a batch now. Called under the session's lock. */
    boolean isWritable();

    /**
     * Takes the packets of one write from the queue, which is not empty. Called under the session's lock, after {@link #isWritable}.
     *
     * @return the packets if their write may go on after {@link #write} has returned, else none
     */
    List<OutboundPacket> take(OutboundQueue queue);

    /** Returns how many bytes of packets go out in one write, as their queue counts them; 0 if the transport gains nothing from waiting for more. */
    int batchBytes();

    /** Returns whether a write that goes on keeps bytes of its own besides the packets. */
    boolean copiesPackets();

    /**
     * Writes the packets taken by {@link #take}.
     *
     * @param onWritten runs when the write completes, unless this method returned true
     * @return whether the write is already complete
     */
    boolean write(Runnable onWritten);

    /**
     * Ends the transport immediately.
     *
     * @param lastPackets the packets with which a pending poll is answered
     */
    void close(List<OutboundPacket> lastPackets);
}
