package io.socketio.jakarta.conformance;

import static io.socketio.jakarta.processes.WildFlyManagement.operation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.processes.FreePorts;
import io.socketio.jakarta.processes.TestJvm;
import io.socketio.jakarta.processes.WildFlyManagement;
import io.socketio.jakarta.processes.WildFlyProcess;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What operators do with a WildFly. They suspend it, with which a graceful shutdown begins: it refuses requests and waits for those that it has. Without
 * help, it waits for a parked poll until the next ping, and the client of the poll can do nothing until then. And they put it behind a balancer.
 */
@Tag("wildfly-operation")
class WildFlyOperationIT {

    /** The next ping would release a parked poll after 25 s. */
    private static final Duration PROMPT = Duration.ofSeconds(15);

    private static final int SUSPEND_TIMEOUT_S = 55;
    private static final int PAUSE_MS = 20;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A client with a parked poll and one with a WebSocket, both in the namespace of the chat. */
    private final class Clients implements WebSocket.Listener {

        private final CompletableFuture<Void> joined = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CompletableFuture<HttpResponse<String>> poll;

        Clients(WildFlyProcess wildFly) throws Exception {
            String address = address(wildFly);
            String open = get(address).body();
            String session = address + "&sid=" + open.substring(9, open.indexOf('"', 9));
            HttpRequest connect = HttpRequest.newBuilder(URI.create(session))
                    .POST(HttpRequest.BodyPublishers.ofString("40"))
                    .build();
            assertEquals(
                    OK,
                    http.send(connect, HttpResponse.BodyHandlers.discarding()).statusCode());
            assertTrue(get(session).body().startsWith("40"));
            poll = http.sendAsync(
                    HttpRequest.newBuilder(URI.create(session)).build(), HttpResponse.BodyHandlers.ofString());
            awaitActiveRequest(wildFly.management());
            String webSocket = address.replace("http:", "ws:").replace("=polling", "=websocket");
            http.newWebSocketBuilder()
                    .buildAsync(URI.create(webSocket), this)
                    .get(PROMPT.toSeconds(), TimeUnit.SECONDS)
                    .sendText("40", true);
            joined.get(PROMPT.toSeconds(), TimeUnit.SECONDS);
            assertFalse(poll.isDone());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence frame, boolean last) {
            if (frame.toString().startsWith("40")) {
                joined.complete(null);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        /** The poll is answered with the close packet of Engine.IO, and the WebSocket is closed: both clients reconnect by themselves. */
        void assertSentAway() throws Exception {
            HttpResponse<String> last = poll.get(PROMPT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(OK, last.statusCode());
            assertEquals("1", last.body());
            closed.get(PROMPT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static WildFlyProcess start(List<String> arguments) throws Exception {
        WildFlyProcess wildFly = new WildFlyProcess(
                Path.of(System.getProperty("wildfly.home")).toAbsolutePath(),
                Container.buildFolder().resolve("wildfly-suspend"),
                arguments);
        Path sample = Path.of(System.getProperty("sample.folder")).toAbsolutePath();
        wildFly.management()
                .execute(operation("add", "/deployment=ROOT.war")
                        .add(
                                "content",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("path", sample.toString())
                                                .add("archive", false)))
                        .add("enabled", true));
        return wildFly;
    }

    /** A page of the public address of a balancer, which ends TLS. */
    private int statusBehindBalancer(int port) throws Exception {
        HttpRequest handshake = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling"))
                .header("Cookie", "user=ann")
                .header("Origin", "https://www.example.com")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Forwarded-Host", "www.example.com")
                .header("X-Forwarded-Proto", "https")
                .build();
        return http.send(handshake, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String address(WildFlyProcess wildFly) {
        return "http://127.0.0.1:" + wildFly.httpPort() + "/socket.io/?EIO=4&transport=polling";
    }

    /** Waits until the server has the poll: everything else has been answered. If it came after the suspension, it would be refused. */
    private static void awaitActiveRequest(WildFlyManagement management) throws Exception {
        long deadline = System.nanoTime() + PROMPT.toNanos();
        while (((JsonNumber) management.execute(operation("read-attribute", "/subsystem=request-controller")
                                .add("name", "active-requests")))
                        .intValue()
                == 0) {
            assertTrue(System.nanoTime() < deadline, "the poll has not come");
            Thread.sleep(PAUSE_MS);
        }
    }

    private static Duration suspend(WildFlyManagement management) throws Exception {
        long begin = System.nanoTime();
        management.execute(operation("suspend", "").add("suspend-timeout", SUSPEND_TIMEOUT_S));
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        assertEquals(
                Json.createValue("SUSPENDED"),
                management.execute(operation("read-attribute", "").add("name", "suspend-state")));
        return taken;
    }

    @Test
    void clientsAreSentAwayWhenTheServerIsSuspendedAndComeAgainWhenItGoesOn() throws Exception {
        try (WildFlyProcess wildFly = start(TestJvm.arguments("-Xmx512m"))) {
            WildFlyManagement management = wildFly.management();
            assertTheListenerMayBelieveABalancer(wildFly);
            Clients clients = new Clients(wildFly);
            Duration taken = suspend(management);
            assertTrue(taken.compareTo(PROMPT) < 0, () -> "the suspension took " + taken);
            clients.assertSentAway();
            assertEquals(UNAVAILABLE, get(address(wildFly)).statusCode());

            management.execute(operation("resume", ""));
            Clients again = new Clients(wildFly);
            long begin = System.nanoTime();
            management.execute(operation("shutdown", "").add("suspend-timeout", SUSPEND_TIMEOUT_S));
            again.assertSentAway();
            assertTrue(wildFly.awaitEnd(PROMPT.multipliedBy(2)), "the server still runs");
            Duration ended = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(ended.compareTo(Duration.ofSeconds(SUSPEND_TIMEOUT_S)) < 0, () -> "it took " + ended);
        }
    }

    private void assertTheListenerMayBelieveABalancer(WildFlyProcess wildFly) throws Exception {
        int port = FreePorts.next();
        wildFly.management()
                .execute(List.of(
                        operation("add", "/socket-binding-group=standard-sockets/socket-binding=balancer")
                                .add("port", port),
                        operation("add", "/subsystem=undertow/server=default-server/http-listener=balancer")
                                .add("socket-binding", "balancer")
                                .add("proxy-address-forwarding", true)));
        assertEquals(FORBIDDEN, statusBehindBalancer(wildFly.httpPort()));
        assertEquals(OK, statusBehindBalancer(port));
    }

    @Test
    void clientsHaveTheTimeOfTheSetting() throws Exception {
        try (WildFlyProcess wildFly = start(TestJvm.arguments("-Xmx512m", "-Dsocketio.drain-timeout=PT5S"))) {
            Clients clients = new Clients(wildFly);
            CompletableFuture<Duration> suspended = CompletableFuture.supplyAsync(() -> {
                try {
                    return suspend(wildFly.management());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            clients.assertSentAway();
            Duration taken = suspended.get(SUSPEND_TIMEOUT_S, TimeUnit.SECONDS);
            assertTrue(taken.compareTo(PROMPT) < 0, () -> "the suspension took " + taken);
            // The first of the two goes after half of the time, less the part that is left for those that need longer.
            assertTrue(taken.compareTo(Duration.ofSeconds(1)) > 0, () -> "the suspension took " + taken);
        }
    }
}
