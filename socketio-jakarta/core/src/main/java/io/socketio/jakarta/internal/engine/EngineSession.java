package io.socketio.jakarta.internal.engine;

import java.util.List;

/** One client over changing transports. Thread-safe; no method blocks. */
public final class EngineSession {

    EngineSession() {}

    /** The session id, which the client sends with every request; a secret. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** The first request of this session. */
    public HandshakeRequest request() {
        throw new UnsupportedOperationException();
    }

    public TransportName transport() {
        throw new UnsupportedOperationException();
    }

    /** Whether the session is open: not closing, not closed. */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /** Whether a packet would be handed to the transport at once: nothing is waiting and the transport takes it now. */
    public boolean isWritable() {
        throw new UnsupportedOperationException();
    }

    /** Bytes that wait for the transport. */
    public int bufferedBytes() {
        throw new UnsupportedOperationException();
    }

    /** Queues these packets together and flushes. Ignored unless open. */
    public void send(List<OutboundPacket> packets) {
        throw new UnsupportedOperationException();
    }

    /**
     * Queues these packets together without flushing: the order is fixed now, I/O happens at {@link #flush}. Ignored unless open.
     *
     * @return whether they were queued
     */
    public boolean enqueue(List<OutboundPacket> packets) {
        throw new UnsupportedOperationException();
    }

    /** Hands what waits to the transport if it takes it now. */
    public void flush() {
        throw new UnsupportedOperationException();
    }

    /** Closes after what waits has been sent; the listener hears {@link CloseReason#FORCED_CLOSE}. */
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Closes at once; what waits is dropped. */
    public void discard() {
        throw new UnsupportedOperationException();
    }
}
