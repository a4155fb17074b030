package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Buffers the events of a connection, up to a limit, until its listener is known; then delivers them in order. */
final class DeferredListener implements WebSocketListener {

    /** A client may send two or three frames before it receives a response. */
    private static final int MAX_EVENTS = 16;

    /** What it has to say by then is a probe, or nothing. */
    private static final int MAX_BYTES = 16 << 10;

    private final int maxWaitingBytes;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Queue<Consumer<WebSocketListener>> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private @Nullable WebSocketLink link;
    private @Nullable WebSocketListener target;
    private boolean refused;

    /** Set when all buffered events have been delivered; later calls go directly to the listener. */
    private volatile @Nullable WebSocketListener direct;

    DeferredListener(int maxWaitingBytes) {
        this.maxWaitingBytes = Math.min(maxWaitingBytes, MAX_BYTES);
    }

    /** Accepts the connection: delivers the buffered events to the listener, then all later ones. */
    void attach(WebSocketListener listener) {
        lock.lock();
        try {
            if (target != null || refused) {
                return;
            }
            target = listener;
        } finally {
            lock.unlock();
        }
        for (Consumer<WebSocketListener> event = next(); event != null; event = next()) {
            event.accept(listener);
        }
    }

    private @Nullable Consumer<WebSocketListener> next() {
        lock.lock();
        try {
            Consumer<WebSocketListener> event = waiting.poll();
            if (event == null) {
                direct = target;
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses the connection: closes it now, or as soon as it is open. */
    void refuse() {
        WebSocketLink open;
        lock.lock();
        try {
            refused = true;
            waiting.clear();
            open = link;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    private void deliver(int bytes, Consumer<WebSocketListener> event) {
        WebSocketListener listener = waitOrTarget(bytes, event);
        if (listener != null) {
            event.accept(listener);
        }
    }

    private @Nullable WebSocketListener waitOrTarget(int bytes, Consumer<WebSocketListener> event) {
        lock.lock();
        try {
            if (direct != null || refused) {
                return direct;
            }
            waitingBytes += bytes;
            waiting.add(event);
            if (target != null || (waitingBytes <= maxWaitingBytes && waiting.size() <= MAX_EVENTS)) {
                return null;
            }
        } finally {
            lock.unlock();
        }
        refuse();
        return null;
    }

    @Override
    public void onOpen(WebSocketLink opened) {
        boolean unwanted;
        lock.lock();
        try {
            link = opened;
            unwanted = refused;
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            opened.close();
        } else {
            deliver(0, listener -> listener.onOpen(opened));
        }
    }

    @Override
    public int maxMessageBytes() {
        WebSocketListener present = direct;
        return present == null ? maxWaitingBytes : present.maxMessageBytes();
    }

    /** Parts that come before the connection is accepted are small, so they are not weighed. */
    @Override
    public boolean onPartial(int keptBytes) {
        WebSocketListener present = direct;
        return present == null || present.onPartial(keptBytes);
    }

    @Override
    public void onText(String message) {
        WebSocketListener present = direct;
        if (present != null) {
            present.onText(message);
        } else {
            deliver(message.length(), listener -> listener.onText(message));
        }
    }

    @Override
    public void onBinary(byte[] message) {
        WebSocketListener present = direct;
        if (present != null) {
            present.onBinary(message);
        } else {
            deliver(message.length, listener -> listener.onBinary(message));
        }
    }

    @Override
    public void onError(Throwable cause) {
        deliver(0, listener -> listener.onError(cause));
    }

    @Override
    public void onClose() {
        deliver(0, WebSocketListener::onClose);
    }

    @Override
    public void onReleased() {
        deliver(0, WebSocketListener::onReleased);
    }
}
