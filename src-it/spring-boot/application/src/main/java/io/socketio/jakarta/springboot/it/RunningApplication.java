package io.socketio.jakarta.springboot.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A started application on a free port of the loopback interface. */
final class RunningApplication implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ENGINE = "/?EIO=4&transport=";

    final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningApplication start(Class<?> application, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        all.addAll(List.of(arguments));
        return new RunningApplication(SpringApplication.run(application, all.toArray(new String[0])));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** @param path of the server under the root */
    HttpResponse<String> poll(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + path + ENGINE + "polling"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a session over WebSocket. @return the first packet */
    String openWebSocket(String path) throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port() + path + ENGINE + "websocket"), new Messages(messages))
                .get(10, TimeUnit.SECONDS);
        String open = messages.poll(10, TimeUnit.SECONDS);
        socket.abort();
        if (open == null) {
            throw new TimeoutException("no open packet came over WebSocket");
        }
        return open;
    }

    private record Messages(BlockingQueue<String> messages) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
