package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EngineSnippetsTest {

    @Test
    void requestsAreSeenBeforeThereIsASocket() throws Exception {
        try (GuideServer server = GuideServer.with(EngineSnippets::engine)) {
            HttpResponse<String> admitted = get(server, "", "x-any");
            assertEquals(200, admitted.statusCode());
            assertEquals("node-1", admitted.headers().firstValue("x-served-by").orElse(""));
            assertEquals(
                    "DENY", admitted.headers().firstValue("x-frame-options").orElse(""));
            assertEquals("not you", get(server, "", "x-blocked").body());
            HttpResponse<String> refused = get(server, "&version=beta", "x-any");
            assertEquals(403, refused.statusCode());
            assertEquals("{\"code\":4,\"message\":\"beta is closed\"}", refused.body());
        }
    }

    private static HttpResponse<String> get(GuideServer server, String query, String header) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=polling" + query);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).header(header, "1").build(), BodyHandlers.ofString());
    }

    @Test
    void filtersSurroundListeners() throws Exception {
        AtomicReference<EngineSnippets.Counting> counting = new AtomicReference<>();
        try (GuideServer server = GuideServer.with(io -> {
            counting.set(EngineSnippets.surround(io));
            io.onConnection(socket -> socket.on("a", event -> event.ack()));
        })) {
            GuideClient client = server.connected();
            client.ask("a");
            client.ask("a");
            assertEquals(2, counting.get().events.sum());
        }
    }

    @Test
    void optionsHoldWhatWasSet() {
        assertEquals("/realtime", EngineSnippets.options().path());
        assertEquals(Duration.ofSeconds(10), EngineSnippets.options().pingInterval());
        assertEquals(100, EngineSnippets.options().namespace("/chat").maxPendingEvents());
    }

    @Test
    void resultsComeBackInTheSocketsTurn() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        try (GuideServer server =
                GuideServer.with(io -> io.onConnection(socket -> EngineSnippets.inTheSocketsTurn(socket, result)))) {
            GuideClient client = server.connected();
            result.complete("42");
            assertEquals("done 42", client.next());
            assertTrue(server.io().sockets().get(client.id()).isConnected());
        }
    }
}
