package io.socketio.jakarta.web.upgrade;

import org.jspecify.annotations.Nullable;

/**
 * What waits while another thread writes: the latest pong, one send, and last of all a close frame. Used under the lock of {@link OutboundFrames},
 * except {@link #isEmpty}.
 */
final class WaitingFrames {

    /** Nothing has ever waited. One for all connections: it does not change. */
    static final WaitingFrames NONE = new WaitingFrames();

    private byte @Nullable [] pong;
    private byte @Nullable [] send;
    private byte @Nullable [] close;
    private boolean closeTaken;

    private volatile boolean empty = true;

    /** May be called without the lock; then it may miss what is being added. */
    boolean isEmpty() {
        return empty;
    }

    /** @return what waits then */
    WaitingFrames send(byte[] frames) {
        WaitingFrames own = own();
        own.send = frames;
        own.empty = false;
        return own;
    }

    /** Replaces the pong that waits. @return what waits then */
    WaitingFrames pong(byte[] frame) {
        WaitingFrames own = own();
        own.pong = frame;
        own.empty = false;
        return own;
    }

    /** @return what waits then */
    WaitingFrames close(byte[] frame) {
        WaitingFrames own = own();
        own.close = frame;
        own.empty = false;
        return own;
    }

    /** The close frame is written without waiting. @return what waits then */
    WaitingFrames onCloseTaken() {
        WaitingFrames own = own();
        own.closeTaken = true;
        return own;
    }

    private WaitingFrames own() {
        return this == NONE ? new WaitingFrames() : this;
    }

    /** Whether the close frame has been taken or waits. */
    boolean isClosing() {
        return close != null || closeTaken;
    }

    boolean isCloseTaken() {
        return closeTaken;
    }

    /** Removes and returns what is to be written next; null for nothing. */
    byte @Nullable [] take() {
        byte[] next = pong != null ? pong : send != null ? send : close;
        if (pong != null) {
            pong = null;
        } else if (send != null) {
            send = null;
        } else if (close != null) {
            close = null;
            closeTaken = true;
        }
        empty = pong == null && send == null && close == null;
        return next;
    }

    /** The close frame still waits. */
    void drop() {
        if (this != NONE) {
            send = null;
            pong = null;
            empty = close == null;
        }
    }
}
