package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket connection that keeps what is sent, and completes sends in each of the ways that containers know. */
public class FakeWebSocketLink implements WebSocketLink {

    /** How a send completes. */
    public enum Completion {
        SYNCHRONOUS,
        WHEN_TOLD,
        ON_EXECUTOR,
        FAILING,
        THROWING,
        THROWING_ERROR,
        NEVER
    }

    private final List<Object> frames = new ArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Completion completion = Completion.SYNCHRONOUS;
    private volatile Executor executor = Runnable::run;
    private volatile SendCallback pending;
    private volatile boolean closed;
    private volatile boolean overlapped;
    private volatile boolean keeps = true;

    /** From now on, frames are not kept. */
    public void keepsNothing() {
        keeps = false;
    }

    public FakeWebSocketLink completing(Completion how) {
        completion = how;
        return this;
    }

    public FakeWebSocketLink completingOn(Executor executor) {
        this.executor = executor;
        return completing(Completion.ON_EXECUTOR);
    }

    @Override
    public void sendText(String message, SendCallback callback) {
        send(message, callback);
    }

    @Override
    public void sendBinary(byte[] message, SendCallback callback) {
        send(message, callback);
    }

    private void send(Object frame, SendCallback callback) {
        if (inFlight.incrementAndGet() > 1) {
            overlapped = true;
        }
        if (keeps) {
            synchronized (frames) {
                frames.add(frame);
            }
        }
        switch (completion) {
            case SYNCHRONOUS -> {
                inFlight.decrementAndGet();
                callback.onSent();
            }
            case WHEN_TOLD, NEVER -> pending = callback;
            case ON_EXECUTOR ->
                executor.execute(() -> {
                    inFlight.decrementAndGet();
                    callback.onSent();
                });
            case FAILING -> callback.onFailed(new java.io.IOException("broken pipe"));
            case THROWING -> throw new IllegalStateException("TEXT_FULL_WRITING");
            case THROWING_ERROR -> throw new OutOfMemoryError("direct buffer memory");
            default -> throw new AssertionError(completion);
        }
    }

    /** Completes the send in flight. */
    public void complete() {
        SendCallback callback = pending;
        pending = null;
        inFlight.decrementAndGet();
        callback.onSent();
    }

    public void fail(Throwable cause) {
        SendCallback callback = pending;
        pending = null;
        inFlight.decrementAndGet();
        callback.onFailed(cause);
    }

    public boolean hasPending() {
        return pending != null;
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean closed() {
        return closed;
    }

    /** Whether two sends were ever in flight together. */
    public boolean overlapped() {
        return overlapped;
    }

    public List<Object> frames() {
        synchronized (frames) {
            return new ArrayList<>(frames);
        }
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Object frame : frames()) {
            texts.add(String.valueOf(frame));
        }
        return texts;
    }
}
