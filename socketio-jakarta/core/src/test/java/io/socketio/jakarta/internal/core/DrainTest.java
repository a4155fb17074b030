package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Client;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An application that sends much waits until its client has taken it. */
class DrainTest {

    private final CoreFixture fixture = new CoreFixture();
    private final List<Socket> sockets = fixture.sockets(fixture.server);
    private final FakeClient client = fixture.connected();
    private final FakeWebSocketLink link = client.exchange.link();

    private Client serverSide() {
        return sockets.get(0).client();
    }

    @Test
    void isCompleteAtOnceWhenNothingWaits() {
        assertTrue(serverSide().whenDrained().toCompletableFuture().isDone());
    }

    @Test
    void isCompleteWhenTheClientHasTakenEverything() {
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        for (int i = 0; i < 3; i++) {
            sockets.get(0).emit("part", i);
        }
        CompletableFuture<Void> drained = serverSide().whenDrained().toCompletableFuture();
        assertTrue(serverSide().bufferedBytes() > 0);
        link.complete();
        assertFalse(drained.isDone());
        while (link.hasPending()) {
            link.complete();
        }
        assertTrue(drained.isDone());
    }

    @Test
    void failsWhenTheConnectionEnds() {
        link.completing(FakeWebSocketLink.Completion.NEVER);
        sockets.get(0).emit("part", 1);
        sockets.get(0).emit("part", 2);
        CompletableFuture<Void> drained = serverSide().whenDrained().toCompletableFuture();
        client.exchange.closes();
        assertTrue(drained.isCompletedExceptionally());
        assertTrue(serverSide().whenDrained().toCompletableFuture().isCompletedExceptionally());
    }
}
