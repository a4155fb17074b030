package io.socketio.jakarta.cdi;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket on which a test writes packets itself. */
final class RawPeer implements AutoCloseable {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    RawPeer(URI address) throws Exception {
        URI ws = URI.create("ws" + address.toString().substring("http".length()));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(ws, new WebSocket.Listener() {
                    private final StringBuilder message = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        message.append(data);
                        if (last) {
                            received.add(message.toString());
                            message.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
    }

    void send(String packet) throws Exception {
        socket.sendText(packet, true).get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** The next packet that begins so; others are passed over. */
    String awaitPrefix(String prefix) throws InterruptedException {
        while (true) {
            String packet = received.poll(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("no packet that begins with " + prefix);
            }
            if (packet.startsWith(prefix)) {
                return packet;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
