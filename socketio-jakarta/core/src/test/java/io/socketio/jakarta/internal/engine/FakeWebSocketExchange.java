package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;

/** A request for an upgrade; when it is accepted, the connection is open at once. */
public class FakeWebSocketExchange extends FakeHttpExchange implements WebSocketExchange {

    private final FakeWebSocketLink link;
    private WebSocketListener listener;
    private int maxMessageBytes;
    private boolean deflate;

    public FakeWebSocketExchange(String rawQuery) {
        this(rawQuery, new FakeWebSocketLink());
    }

    public FakeWebSocketExchange(String rawQuery, FakeWebSocketLink link) {
        super("GET", rawQuery);
        this.link = link;
    }

    @Override
    public void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener) {
        if (answered() || this.listener != null) {
            throw new AssertionError("answered twice");
        }
        this.maxMessageBytes = maxMessageBytes;
        this.deflate = deflate;
        this.listener = listener;
        listener.onOpen(link);
    }

    public boolean accepted() {
        return listener != null;
    }

    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    public boolean deflate() {
        return deflate;
    }

    public FakeWebSocketLink link() {
        return link;
    }

    public void sends(String frame) {
        listener.onText(frame);
    }

    public void sends(byte[] frame) {
        listener.onBinary(frame);
    }

    /** @param keptBytes what the container has allocated for the message so far; 0 when its end has come */
    public boolean sendsPart(int keptBytes) {
        return listener.onPartial(keptBytes);
    }

    /** The largest message that may come now. */
    public int limit() {
        return listener.maxMessageBytes();
    }

    public void breaks(Throwable cause) {
        listener.onError(cause);
    }

    public void closes() {
        listener.onClose();
    }
}
