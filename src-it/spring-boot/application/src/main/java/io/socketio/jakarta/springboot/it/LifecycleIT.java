package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.springboot.it.app.Chat;
import io.socketio.jakarta.springboot.it.app.ChatApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    /** Less than the 30 s that a graceful shutdown of the web server waits for requests in flight. */
    private static final Duration SHORT = Duration.ofSeconds(15);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * A client on polling, in the root namespace, with a poll that the server has. A connection that comes while Jetty stops may be accepted and then
     * left alone: neither answered nor closed.
     */
    private static CompletableFuture<HttpResponse<String>> parkedPoll(RunningApplication application) throws Exception {
        HttpResponse<String> handshake = application.poll("/socket.io");
        assertEquals(200, handshake.statusCode(), () -> handshake + " " + handshake.body());
        String open = handshake.body();
        String sid = open.substring(open.indexOf(':') + 2, open.indexOf("\",\""));
        URI session = URI.create(application.url() + "/socket.io/?EIO=4&transport=polling&sid=" + sid);
        HttpRequest poll = HttpRequest.newBuilder(session).build();
        HTTP.send(
                HttpRequest.newBuilder(session)
                        .POST(HttpRequest.BodyPublishers.ofString("40"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String connected = HTTP.send(poll, HttpResponse.BodyHandlers.ofString()).body();
        assertTrue(connected.startsWith("40{"), connected);
        CountDownLatch arrived = new CountDownLatch(1);
        application.bean(SocketIoServer.class).engine().use((request, response, next) -> {
            arrived.countDown();
            next.proceed();
        });
        CompletableFuture<HttpResponse<String>> parked = HTTP.sendAsync(poll, HttpResponse.BodyHandlers.ofString());
        assertTrue(arrived.await(10, TimeUnit.SECONDS), "the poll reaches the server");
        return parked;
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("socketio-"))
                .toList();
    }

    /** Jetty does not wait for the thread that it has interrupted in accept(). If it is late, it accepts for the next start, and so closes its port. */
    private static void awaitNoAcceptor() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().contains("-acceptor-"))) {
            assertTrue(System.nanoTime() < deadline, "a thread of Jetty accepts no more");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void serverClosesBeforeTheWebServerStopsAndAnotherContextStartsInTheSameProcess() throws Exception {
        for (int i = 0; i < 2; i++) {
            RunningApplication application = RunningApplication.start(ChatApplication.class);
            Chat chat = application.bean(Chat.class);
            CompletableFuture<HttpResponse<String>> poll = parkedPoll(application);
            long begin = System.nanoTime();
            application.close();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.compareTo(SHORT) < 0, "closing took " + took);
            assertEquals("server shutting down, web server open", chat.ends().poll(10, TimeUnit.SECONDS));
            // Behind the end of its session it is refused, and the web server may close the connection first.
            poll.handle((response, failure) -> "over").get(10, TimeUnit.SECONDS);
            assertEquals(List.of(), ourThreads());
        }
    }

    @Test
    void contextThatIsStoppedAndStartedKeepsItsServer() throws Exception {
        // Undertow refuses all requests after a graceful shutdown, also when Spring Boot starts it again.
        String shutdown = "Undertow".equals(System.getProperty("expected.container")) ? "immediate" : "graceful";
        try (RunningApplication application =
                RunningApplication.start(ChatApplication.class, "--server.shutdown=" + shutdown)) {
            Chat chat = application.bean(Chat.class);
            SocketIoServer server = application.bean(SocketIoServer.class);
            CompletableFuture<HttpResponse<String>> poll = parkedPoll(application);
            long begin = System.nanoTime();
            application.context.stop();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.compareTo(SHORT) < 0, "stopping took " + took);
            poll.handle((response, failure) -> "over").get(10, TimeUnit.SECONDS);
            assertTrue(String.valueOf(chat.ends().poll(10, TimeUnit.SECONDS)).contains("web server"));
            awaitNoAcceptor();
            application.context.start();
            assertSame(server, application.bean(SocketIoServer.class));
            parkedPoll(application);
            assertTrue(application.openWebSocket("/socket.io").startsWith("0{"));
        }
    }
}
