package io.socketio.jakarta.internal.engine.port;

import org.jspecify.annotations.Nullable;

/**
 * One message that is sent as one frame: either text or binary. The same instance may go to many connections; a carrier that makes its frames itself
 * keeps the frame here, so that it is made once. Thread-safe.
 */
public interface WebSocketMessage {

    /** Returns the text, or null if the message is binary. */
    @Nullable
    String text();

    /** Returns the bytes, or null if the message is text. They must not change. */
    byte @Nullable [] binary();

    /** Returns whether the message may be compressed. */
    boolean compress();

    /** Returns whether other connections get the same message, so that its frame is worth keeping. */
    boolean isShared();

    /** Returns what {@link #keepFrame} has kept; null if nothing. */
    byte @Nullable [] frame();

    /** @param frame header and payload without compression; must not change */
    void keepFrame(byte[] frame);
}
