package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.PostedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of one session. Message calls are made one at a time, in wire order, across transports, on container threads and never under a
 * lock of the engine. Implementations must not block, and run no user code but that which is declared non-blocking. Messages and {@link #onUpgrade}
 * are queued until the listener is set. {@link #onClose} is called exactly once, on any thread; if the session ends during a message call, it follows
 * that call on the same thread. No call follows it. Only {@link #onDrain}, which may send, {@link #onControlPacket}, {@link #onUpgrading} and {@link
 * #onCut} may overlap with other calls, and {@link #onCut} may follow it.
 */
public interface SessionListener {

    void onText(String message);

    /** Called instead of {@link #onText} for a message that a WebSocket has brought. @param frame the message behind its type digit */
    default void onFrame(String frame) {
        onText(frame.substring(1));
    }

    void onBinary(byte[] message);

    /** Called instead of {@link #onText} or {@link #onBinary} for a message that a POST has brought. */
    default void onPosted(PostedMessage posted) {
        if (posted.message() instanceof String text) {
            onText(text);
        } else {
            onBinary((byte[]) posted.message());
        }
    }

    /**
     * Called for each ping, pong and close packet. May overlap with other calls.
     *
     * @param type the digit on the wire
     * @param received whether the client has sent it; otherwise it is queued next
     */
    default void onControlPacket(char type, boolean received) {}

    /** Called when the client has probed a WebSocket. May overlap with other calls. */
    default void onUpgrading() {}

    /** Called when the session has moved to WebSocket. */
    default void onUpgrade() {}

    /** Called when all queued packets have been handed to the transport, once {@link EngineSession#tellDrains} has asked for it. */
    default void onDrain() {}

    /**
     * Called when more waits in the server than may, and most for this session, which ends next; also after its end, if messages of it still wait. The
     * listener drops what it keeps of the session's messages. On the scheduler, once.
     */
    default void onCut() {}

    /**
     * Called when the session has ended.
     *
     * @param description details of the error, for logs; null if there are none
     */
    void onClose(CloseReason reason, @Nullable String description);
}
