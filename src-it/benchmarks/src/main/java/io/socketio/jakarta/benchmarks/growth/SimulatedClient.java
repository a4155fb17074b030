package io.socketio.jakarta.benchmarks.growth;

import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.engine.port.WebSocketExchange;
import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.engine.port.WebSocketMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client without a network: its link takes everything at once and counts it. The request is as large as that of a browser without cookies; afterwards the
 * library keeps of it what it always keeps. Used by one thread.
 */
final class SimulatedClient implements WebSocketExchange, ResponseHeaders {

    private static final class Link implements WebSocketLink {

        private final Simulation simulation;

        Link(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        public boolean sendsBatches() {
            return true;
        }

        @Override
        public void sendAll(List<? extends WebSocketMessage> messages, SendCallback callback) {
            simulation.delivered += messages.size();
            callback.onSent();
        }

        @Override
        public void sendText(String message, SendCallback callback) {
            simulation.delivered++;
            callback.onSent();
        }

        @Override
        public void sendBinary(byte[] message, SendCallback callback) {
            simulation.delivered++;
            callback.onSent();
        }

        @Override
        public void close() {}
    }

    private final Simulation simulation;
    private final int index;
    private @Nullable WebSocketListener accepted;

    SimulatedClient(Simulation simulation, int index) {
        this.simulation = simulation;
        this.index = index;
    }

    /** Connects and joins the namespace {@code /}. */
    void join() {
        simulation.server().engineServer().onRequest(this);
        WebSocketListener listener = accepted;
        if (listener == null) {
            throw new IllegalStateException("connection " + index + " was refused");
        }
        listener.onOpen(new Link(simulation));
        listener.onText("40");
    }

    @Override
    public void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener) {
        accepted = listener;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/socket.io/";
    }

    @Override
    public String rawQuery() {
        return "EIO=4&transport=websocket&t=" + index;
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "chat.example.com" + index);
        headers.put("connection", "Upgrade" + index);
        headers.put("upgrade", "websocket" + index);
        headers.put("origin", "https://www.example.com" + index);
        headers.put("sec-websocket-version", "13" + index);
        headers.put("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==" + index);
        headers.put("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" + index);
        return headers;
    }

    @Override
    public String remoteAddress() {
        return (index >> 16 & 255) + "." + (index >> 8 & 255) + "." + (index & 255) + ".1";
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of();
    }

    @Override
    public ResponseHeaders responseHeaders() {
        return this;
    }

    @Override
    public void set(String name, String value) {}

    @Override
    public void add(String name, String value) {}

    @Override
    public void remove(String name) {}

    @Override
    public @Nullable String first(String name) {
        return null;
    }

    @Override
    public List<String> all(String name) {
        return List.of();
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void respond(int status, byte[] body) {}

    @Override
    public void abort() {}

    @Override
    public void onAborted(Runnable action) {}
}
