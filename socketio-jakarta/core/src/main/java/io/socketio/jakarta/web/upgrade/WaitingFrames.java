package io.socketio.jakarta.web.upgrade;

import org.jspecify.annotations.Nullable;

/**
 * What waits while another thread writes: the latest pong, one send, and last of all a close frame. Used under the lock of {@link OutboundFrames},
 * except {@link #isEmpty}.
 */
final class WaitingFrames {

    private byte @Nullable [] pong;
    private byte @Nullable [] send;
    private byte @Nullable [] close;
    private boolean closeTaken;

    private volatile boolean empty = true;

    /** May be called without the lock; then it may miss what is being added. */
    boolean isEmpty() {
        return empty;
    }

    void send(byte[] frames) {
        send = frames;
        empty = false;
    }

    /** Replaces the pong that waits. */
    void pong(byte[] frame) {
        pong = frame;
        empty = false;
    }

    void close(byte[] frame) {
        close = frame;
        empty = false;
    }

    /** The close frame is written without waiting. */
    void onCloseTaken() {
        closeTaken = true;
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
        send = null;
        pong = null;
        empty = close == null;
    }
}
