package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CloseTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void socketsEndWithTheReasonAndConnectionsAreClosedWithoutDisconnectPacket() {
        CoreFixture fixture = new CoreFixture();
        fixture.server.of("/chat");
        fixture.server.onConnection(socket -> socket.onDisconnect(reason -> seen.add(reason.text())));
        FakeClient client = fixture.connected();
        client.connect("/chat");
        FakeClient idle = fixture.client();
        String polling = fixture.pollingHandshake();
        FakeHttpExchange poll = fixture.poll(polling);
        CompletableFuture<Void> closed = fixture.server.close().toCompletableFuture();
        assertTrue(closed.isDone());
        assertEquals(List.of("server shutting down"), seen);
        assertEquals(List.of(), client.received());
        assertTrue(client.closed());
        assertTrue(idle.closed());
        assertTrue(poll.answered());
        assertEquals(0, fixture.server.engine().clientsCount());
        assertTrue(fixture.server.sockets().isEmpty());
        assertSame(closed, fixture.server.close().toCompletableFuture());
    }

    @Test
    void newClientsAreRefusedAfterwards() {
        CoreFixture fixture = new CoreFixture();
        fixture.server.close();
        FakeHttpExchange late = fixture.http("GET", "EIO=4&transport=polling");
        assertTrue(late.answered());
        assertTrue(late.status() >= 400);
    }

    @Test
    void completesWhenTheDisconnectListenersHaveRun() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        fixture.server.onConnection(socket -> socket.onDisconnect(reason -> seen.add("ended")));
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        CompletableFuture<Void> closed = fixture.server.close().toCompletableFuture();
        assertFalse(closed.isDone());
        executor.runAll();
        assertEquals(List.of("ended"), seen);
        assertTrue(closed.isDone());
    }

    @Test
    void doesNotWaitForEver() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        CompletableFuture<Void> closed = fixture.server.close().toCompletableFuture();
        fixture.scheduler.advanceMillis(10_000);
        assertTrue(closed.isDone());
    }

    @Test
    void leavesNoTimerBehind() {
        CoreFixture fixture = new CoreFixture();
        fixture.server.onConnection(socket -> socket.emitWithAck("q"));
        fixture.client().sends("40");
        fixture.client();
        fixture.poll(fixture.pollingHandshake());
        fixture.server.close();
        assertEquals(0, fixture.scheduler.pending());
    }
}
