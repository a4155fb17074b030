package io.socketio.jakarta.web.upgrade;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to the non-blocking stream of a connection: one send at a time, the latest pong, and last of all a close frame. Whoever has something
 * to write while nobody does writes it on its own thread, outside of the lock; the container's thread goes on when the stream was full. A send is
 * complete when the stream has taken everything and can take more. If nothing else happens, a send takes the lock twice and asks the stream twice.
 *
 * <pre>
 * STARTING ──onWritePossible──▶ WRITING ──nothing left──▶ IDLE ──send, pong, close, onWritePossible──▶ WRITING
 *                                  ├──stream full──▶ WAITING ──onWritePossible──▶ WRITING
 *                                  └──close frame written──▶ DONE;   any ──failure, abandon──▶ DONE
 * </pre>
 */
final class OutboundFrames implements WriteListener {

    private enum State {
        STARTING,
        IDLE,
        WRITING,
        WAITING,
        DONE
    }

    /** What happens to the connection while frames are written. */
    interface Events {

        /** The close frame has been written. */
        void onCloseFrameWritten();

        void onWriteFailed(Throwable cause);
    }

    /** Most bytes that are handed to the container at once: it copies what the socket does not take. */
    private static final int MAX_PART_BYTES = 64 * 1024;

    private final Events events;
    // Set before the first call of the container.
    private @Nullable ServletOutputStream out;
    private boolean staysReady;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private State state = State.STARTING;
    private @Nullable SendCallback callback;
    private WaitingFrames waiting = WaitingFrames.NONE;

    // Used by the thread that writes; the lock passes them on to the next one.
    private byte @Nullable [] current;
    private int position;
    private boolean unflushed;
    /** The stream has said so, and nothing has been written since. */
    private boolean ready;

    /** Set by the container's call; tells the writing thread that it must not wait for one that has already come. */
    private volatile boolean signalled;

    OutboundFrames(Events events) {
        this.events = events;
    }

    /** @param keepsReady see {@code ContainerUpgrade.staysReady} */
    void start(ServletOutputStream stream, boolean keepsReady) {
        out = stream;
        staysReady = keepsReady;
        stream.setWriteListener(this);
    }

    /** Sends frames. Only one send may be in flight. */
    void send(byte[] frames, SendCallback whenSent) {
        boolean refused;
        boolean writes;
        lock.lock();
        try {
            refused = state == State.DONE || waiting.isClosing();
            writes = !refused && begin(frames);
            callback = refused ? callback : whenSent;
            if (!refused && !writes) {
                waiting = waiting.send(frames);
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            whenSent.onFailed(new IOException("the WebSocket is closing"));
        } else if (writes) {
            write();
        }
    }

    /**
     * Sends a pong as soon as possible, but not after the close frame. It replaces one that waits: only the latest ping needs an answer (RFC 6455,
     * section 5.5.3).
     */
    void pong(byte[] frame) {
        boolean writes;
        lock.lock();
        try {
            boolean refused = waiting.isCloseTaken();
            writes = !refused && begin(frame);
            if (!refused && !writes) {
                waiting = waiting.pong(frame);
            }
        } finally {
            lock.unlock();
        }
        if (writes) {
            write();
        }
    }

    /** Sends the close frame after the send in flight, and then nothing more. */
    void close(byte[] frame) {
        boolean writes;
        lock.lock();
        try {
            boolean first = !waiting.isClosing();
            writes = first && begin(frame);
            if (writes) {
                waiting = waiting.onCloseTaken();
            } else if (first) {
                waiting = waiting.close(frame);
            }
        } finally {
            lock.unlock();
        }
        if (writes) {
            write();
        }
    }

    /** Writes nothing more. The send in flight fails. */
    void abandon(Throwable cause) {
        SendCallback failed;
        lock.lock();
        try {
            state = State.DONE;
            failed = callback;
            callback = null;
            waiting.drop();
        } finally {
            lock.unlock();
        }
        if (failed != null) {
            failed.onFailed(cause);
        }
    }

    /** Under the lock. If nobody writes, nothing waits. @return whether the caller writes these bytes */
    private boolean begin(byte[] frames) {
        if (state != State.IDLE) {
            return false;
        }
        state = State.WRITING;
        current = frames;
        position = 0;
        ready &= staysReady;
        return true;
    }

    @Override
    public void onWritePossible() {
        signalled = true;
        boolean writes;
        lock.lock();
        try {
            writes = state == State.STARTING || state == State.WAITING || state == State.IDLE;
            if (writes) {
                // After an early call the stream may still have something to flush.
                unflushed |= state == State.IDLE;
                ready = false;
                state = State.WRITING;
            }
        } finally {
            lock.unlock();
        }
        if (writes) {
            write();
        }
    }

    @Override
    public void onError(Throwable cause) {
        abandon(cause);
        events.onWriteFailed(cause);
    }

    private void write() {
        ServletOutputStream stream = Objects.requireNonNull(out);
        try {
            while (true) {
                if (!isReady(stream)) {
                    if (toWaiting()) {
                        return;
                    }
                } else if (current != null || !waiting.isEmpty() && takeNext()) {
                    writePart(stream);
                } else if (unflushed) {
                    unflushed = false;
                    ready = false;
                    stream.flush();
                } else if (toIdle()) {
                    return;
                }
            }
        } catch (Throwable e) {
            onError(e);
        }
    }

    /** Asks the stream only if something has been written since the last time. */
    private boolean isReady(ServletOutputStream stream) {
        if (!ready) {
            if (signalled) {
                signalled = false;
            }
            ready = stream.isReady();
        }
        return ready;
    }

    /** @return false if the container has called meanwhile */
    private boolean toWaiting() {
        lock.lock();
        try {
            if (state != State.WRITING) {
                return true;
            }
            if (signalled) {
                return false;
            }
            state = State.WAITING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether there is something to write */
    private boolean takeNext() {
        lock.lock();
        try {
            current = waiting.take();
            position = 0;
            return current != null;
        } finally {
            lock.unlock();
        }
    }

    private void writePart(ServletOutputStream stream) throws IOException {
        byte[] frames = Objects.requireNonNull(current);
        int count = Math.min(MAX_PART_BYTES, frames.length - position);
        int from = position;
        position += count;
        if (position == frames.length) {
            current = null;
        }
        unflushed = true;
        ready = false;
        stream.write(frames, from, count);
    }

    /** Everything has been written. @return false if there is more to write meanwhile */
    private boolean toIdle() {
        SendCallback sent;
        boolean done;
        lock.lock();
        try {
            if (state != State.WRITING) {
                return true;
            }
            if (!waiting.isEmpty()) {
                return false;
            }
            done = waiting.isCloseTaken();
            state = done ? State.DONE : State.IDLE;
            sent = callback;
            callback = null;
        } finally {
            lock.unlock();
        }
        if (sent != null) {
            sent.onSent();
        }
        if (done) {
            events.onCloseFrameWritten();
        }
        return true;
    }
}
