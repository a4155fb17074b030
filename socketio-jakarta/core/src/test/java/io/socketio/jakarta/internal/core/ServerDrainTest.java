package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that is to be stopped sends its clients away, and they come to others. */
class ServerDrainTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int CLIENTS = 10;

    private final CoreFixture fixture = new CoreFixture();
    private final List<String> seen = new ArrayList<>();

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private static int closed(List<FakeClient> clients) {
        return (int) clients.stream().filter(FakeClient::closed).count();
    }

    @Test
    void handshakesAreRefusedWithRetryAfterWhileSessionsGoOn() {
        String sid = fixture.pollingHandshake();
        fixture.server.drain(TEN_SECONDS);
        assertTrue(fixture.server.isDraining());

        FakeHttpExchange polling = fixture.http("GET", "EIO=4&transport=polling");
        assertEquals(503, polling.status());
        assertEquals("1", polling.responseHeaders().first("Retry-After"));
        assertEquals("{\"code\":4,\"message\":\"The server is draining\"}", polling.bodyText());
        FakeWebSocketExchange upgrade = new FakeWebSocketExchange("EIO=4&transport=websocket");
        fixture.server.engineServer().onRequest(upgrade);
        assertFalse(upgrade.accepted());
        assertEquals(503, upgrade.status());
        assertEquals("1", upgrade.responseHeaders().first("Retry-After"));

        assertEquals(200, fixture.post(sid, "40").status());
        assertTrue(fixture.poll(sid).bodyText().startsWith("40{\"sid\":"));
    }

    @Test
    void connectionsCloseOneAfterTheOtherOverTheTime() {
        List<FakeClient> clients =
                IntStream.range(0, CLIENTS).mapToObj(i -> fixture.connected()).toList();
        CompletionStage<Void> drained = fixture.server.drain(TEN_SECONDS);
        fixture.scheduler.advanceMillis(100);
        assertEquals(0, closed(clients));
        int before = 0;
        // The last fifth of the time is for those that need longer.
        for (int second = 1; second <= 8; second++) {
            fixture.scheduler.advanceMillis(1000);
            int now = closed(clients);
            assertTrue(now - before <= 2, now + " after " + before);
            before = now;
            assertEquals(now == CLIENTS, isDone(drained));
        }
        assertEquals(CLIENTS, before);
        assertEquals(0, fixture.scheduler.pending());
        assertTrue(fixture.server.isDraining());
    }

    @Test
    void withoutTimeAllCloseAtOnce() {
        FakeClient client = fixture.connected();
        String sid = fixture.pollingHandshake();
        FakeHttpExchange poll = fixture.poll(sid);
        CompletionStage<Void> drained = fixture.server.drain(Duration.ZERO);
        fixture.scheduler.advanceMillis(0);
        assertTrue(client.closed());
        assertEquals("1", poll.bodyText());
        assertTrue(isDone(drained));
    }

    @Test
    void forTheClientTheConnectionIsLostAndForTheApplicationForciblyClosed() {
        fixture.server.onConnection(socket -> socket.onDisconnect(reason -> seen.add(reason.text())));
        FakeClient client = fixture.connected();
        client.received();
        fixture.server.drain(Duration.ZERO);
        fixture.scheduler.advanceMillis(0);
        assertEquals(List.of(), client.received(), "no packet tells the client to stay away");
        assertEquals(List.of("forced close"), seen);
    }

    @Test
    void whatIsQueuedIsSentFirst() {
        FakeClient client = fixture.connected();
        FakeWebSocketLink link = client.exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        fixture.server.emit("first");
        fixture.server.emit("second");
        fixture.server.drain(Duration.ZERO);
        fixture.scheduler.advanceMillis(500);
        assertFalse(client.closed());
        while (link.hasPending()) {
            link.complete();
        }
        assertEquals(List.of("42[\"first\"]", "42[\"second\"]"), client.received());
        assertTrue(client.closed());
    }

    @Test
    void clientIsClosedWhenItsHandlersHaveAnswered() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        fixture.server.onConnection(socket -> socket.on("ask", event -> event.ack("answer")));
        FakeClient asking = fixture.client();
        asking.sends("40");
        executor.runAll();
        FakeClient idle = fixture.client();
        asking.received();
        asking.sends("421[\"ask\"]");
        CompletionStage<Void> drained = fixture.server.drain(Duration.ZERO);
        fixture.scheduler.advanceMillis(500);
        assertTrue(idle.closed());
        assertFalse(asking.closed());
        executor.runAll();
        fixture.scheduler.advanceMillis(100);
        assertEquals(List.of("431[\"answer\"]"), asking.received());
        assertTrue(asking.closed());
        executor.runAll();
        assertTrue(isDone(drained));
    }

    @Test
    void whatIsLeftWhenTheTimeIsOverIsCutWithAWarning() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        FakeClient asking = fixture.client();
        asking.sends("40");
        executor.runAll();
        asking.sends("421[\"ask\"]");
        FakeClient stuck = fixture.client();
        stuck.exchange.link().completing(FakeWebSocketLink.Completion.NEVER);
        stuck.sends("40");
        executor.runAll();
        asking.sends("422[\"ask\"]");
        String sid = fixture.pollingHandshake();
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            CompletionStage<Void> drained = fixture.server.drain(Duration.ofSeconds(2));
            fixture.scheduler.advanceMillis(1900);
            assertFalse(asking.closed());
            assertFalse(stuck.closed());
            assertEquals(3, fixture.server.engine().clientsCount());
            fixture.scheduler.advanceMillis(200);
            assertTrue(asking.closed());
            assertTrue(stuck.closed());
            assertEquals(400, fixture.poll(sid).status());
            executor.runAll();
            assertTrue(isDone(drained));
            assertEquals(1, log.warnings("SIO-0440").size());
            assertTrue(log.warnings("SIO-0440").get(0).contains(" 3 connections were cut"));
        }
    }

    @Test
    void anotherCallShortensTheTimeAndNoneExtendsIt() {
        FakeClient client = fixture.connected();
        CompletionStage<Void> drained = fixture.server.drain(Duration.ofHours(1));
        fixture.scheduler.advanceMillis(1000);
        assertFalse(client.closed());
        assertSame(drained, fixture.server.drain(Duration.ZERO));
        assertSame(drained, fixture.server.drain(TEN_SECONDS));
        fixture.scheduler.advanceMillis(100);
        assertTrue(client.closed());
        assertTrue(isDone(drained));
        assertSame(drained, fixture.server.drain(TEN_SECONDS));
    }

    @Test
    void closeEndsTheDrain() {
        FakeClient client = fixture.connected();
        fixture.server.onConnection(socket -> socket.onDisconnect(reason -> seen.add(reason.text())));
        FakeClient second = fixture.connected();
        CompletionStage<Void> drained = fixture.server.drain(TEN_SECONDS);
        assertTrue(isDone(fixture.server.close()));
        assertTrue(client.closed());
        assertTrue(second.closed());
        assertTrue(isDone(drained));
        assertEquals(List.of("server shutting down"), seen);
        assertEquals(0, fixture.scheduler.pending());
        assertTrue(fixture.server.isDraining());
    }

    @Test
    void serverWithoutClientsIsDrainedAtOnce() {
        assertFalse(fixture.server.isDraining());
        assertTrue(isDone(fixture.server.drain(TEN_SECONDS)));
        CoreFixture closed = new CoreFixture();
        closed.server.close();
        assertTrue(closed.server.isDraining());
        assertTrue(isDone(closed.server.drain(TEN_SECONDS)));
    }

    @Test
    void handshakeThatBeganBeforeTheDrainOpensNoSessionThatStays() {
        CompletableFuture<String> id = new CompletableFuture<>();
        fixture.server.engine().generateId(request -> id);
        FakeHttpExchange open = fixture.http("GET", "EIO=4&transport=polling");
        CompletionStage<Void> drained = fixture.server.drain(Duration.ZERO);
        assertTrue(isDone(drained));
        id.complete("late");
        assertEquals(200, open.status());
        assertEquals("6\u001e1", fixture.poll("late").bodyText());
        assertEquals(0, fixture.server.engine().clientsCount());
    }

    @Test
    void recoversOnTheSameServerIfThatTakesClientsAgain() {
        CoreFixture fixture = RecoveryTest.fixture(recovery -> recovery);
        RecoveringClient client = RecoveryTest.greeted(fixture, new RecoveringClient(fixture));
        CompletionStage<Void> drained = fixture.server.drain(TEN_SECONDS);
        fixture.scheduler.advanceMillis(9000);
        assertTrue(client.connection.closed());
        fixture.server.coreEngine().welcome();
        assertFalse(fixture.server.isDraining());
        assertNull(drained.toCompletableFuture().join());
        fixture.server.emit("missed");
        client.reads();
        client.events.clear();
        assertTrue(RecoveryTest.recovers(client));
        assertEquals(List.of("42[\"missed\"]"), client.events);
    }

    @Test
    void drainThatIsTakenBackFails() {
        FakeClient client = fixture.connected();
        CompletionStage<Void> drained = fixture.server.drain(TEN_SECONDS);
        fixture.server.coreEngine().welcome();
        assertTrue(drained.toCompletableFuture().isCompletedExceptionally());
        fixture.scheduler.advanceMillis(20_000);
        assertFalse(client.closed());
        fixture.connected();
    }

    @Test
    void durationHasLimits() {
        assertThrows(IllegalArgumentException.class, () -> fixture.server.drain(Duration.ofMillis(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> fixture.server.drain(Duration.ofDays(1).plusMillis(1)));
        assertFalse(fixture.server.isDraining());
    }
}
