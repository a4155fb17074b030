package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import java.util.ArrayList;
import java.util.List;

/** A connection that sends several messages at once, and completes a send when told. */
final class BatchingLink implements WebSocketLink {

    final List<List<WebSocketMessage>> sends = new ArrayList<>();
    private SendCallback pending;

    @Override
    public boolean sendsBatches() {
        return true;
    }

    @Override
    public void sendAll(List<? extends WebSocketMessage> messages, SendCallback callback) {
        if (pending != null) {
            throw new IllegalStateException("a send is in flight");
        }
        sends.add(List.copyOf(messages));
        pending = callback;
    }

    void complete() {
        SendCallback callback = pending;
        pending = null;
        callback.onSent();
    }

    List<String> texts(int send) {
        return sends.get(send).stream().map(WebSocketMessage::text).toList();
    }

    @Override
    public void sendText(String message, SendCallback callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendBinary(byte[] message, SendCallback callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
