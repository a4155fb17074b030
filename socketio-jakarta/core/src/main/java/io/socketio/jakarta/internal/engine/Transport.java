package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.OutboundQueue;
import java.util.List;

/**
 * What carries the packets of one session to the client. Writing has two steps, so that the choice is made under the session's lock and the work is
 * not: {@link #take} and then {@link #write}. Only {@link Outbound} calls them, one write at a time.
 */
public sealed interface Transport permits PollingTransport, WebSocketTransport {

    TransportName name();

    /** Whether a batch can be taken now. Under the session's lock. */
    boolean isWritable();

    /** Takes what one write carries from the queue, which is not empty. Under the session's lock, after {@link #isWritable}. */
    void take(OutboundQueue queue);

    /**
     * Writes what was taken.
     *
     * @param onWritten runs when the write is complete, unless this method said so
     * @return whether the write is complete
     */
    boolean write(Runnable onWritten);

    /**
     * Ends the transport at once.
     *
     * @param farewell what a poll that waits is answered with
     */
    void close(List<OutboundPacket> farewell);
}
