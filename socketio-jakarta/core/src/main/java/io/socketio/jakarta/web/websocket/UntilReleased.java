package io.socketio.jakarta.web.websocket;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;

/**
 * Passes everything on to a listener until the TCP connection is gone, and refers to it no longer: Tomcat keeps a session for ever, in the waiting
 * processors of its connector, if its connection is closed while it is being opened. Seen on Tomcat 10.1.59.
 */
final class UntilReleased implements WebSocketListener {

    private static final WebSocketListener NOBODY = new Nobody();

    private volatile WebSocketListener target;

    UntilReleased(WebSocketListener target) {
        this.target = target;
    }

    @Override
    public void onOpen(WebSocketLink link) {
        target.onOpen(link);
    }

    @Override
    public int maxMessageBytes() {
        return target.maxMessageBytes();
    }

    @Override
    public boolean onPartial(int keptBytes) {
        return target.onPartial(keptBytes);
    }

    @Override
    public void onBatch(boolean begins) {
        target.onBatch(begins);
    }

    @Override
    public void onText(String message) {
        target.onText(message);
    }

    @Override
    public void onBinary(byte[] message) {
        target.onBinary(message);
    }

    @Override
    public void onError(Throwable cause) {
        target.onError(cause);
    }

    @Override
    public void onClose() {
        target.onClose();
    }

    @Override
    public void onReleased() {
        WebSocketListener last = target;
        target = NOBODY;
        last.onReleased();
    }

    private static final class Nobody implements WebSocketListener {

        @Override
        public void onOpen(WebSocketLink link) {
            link.close();
        }

        @Override
        public void onText(String message) {}

        @Override
        public void onBinary(byte[] message) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onClose() {}
    }
}
