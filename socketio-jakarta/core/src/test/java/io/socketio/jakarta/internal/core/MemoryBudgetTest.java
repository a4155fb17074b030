package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits has a limit per connection and one for the server; whoever holds the most goes first, and everybody else does not notice. */
class MemoryBudgetTest {

    private static final int MB = 1_000_000;

    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> heard = new ArrayList<>();

    private CoreFixture fixture(SocketIoOptionsBuilder options) {
        CoreFixture fixture = new CoreFixture(options.maxPayloadBytes(2 * MB).build(), executor);
        fixture.server.onConnection(socket -> {
            socket.on("n", event -> heard.add("n"));
            socket.onDisconnect(reason -> heard.add(reason.text()));
        });
        return fixture;
    }

    private FakeClient joined(CoreFixture fixture) {
        FakeClient client = fixture.client();
        client.sends("40");
        executor.runAll();
        client.received();
        return client;
    }

    /** Megabytes of text with an empty attachment each. */
    private static void send(FakeClient client, int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            client.sends("451-[\"n\",\"" + "x".repeat(MB) + "\",{\"_placeholder\":true,\"num\":0}]");
            client.sends(new byte[0]);
        }
    }

    private static long waiting(CoreFixture fixture) {
        return fixture.server.engine().waitingBytes();
    }

    @Test
    void connectionThatHoldsTheMostIsClosedFirstAndWhatWaitsForItIsFreeAtOnce() {
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            CoreFixture fixture = fixture(SocketIoOptions.builder().memoryBudgetBytes(10 * MB));
            FakeClient small = joined(fixture);
            FakeClient large = joined(fixture);
            FakeClient medium = joined(fixture);
            send(small, 1);
            send(large, 5);
            send(medium, 3);
            fixture.scheduler.advanceMillis(0);
            assertFalse(large.closed());
            send(medium, 1);
            fixture.scheduler.advanceMillis(0);
            assertTrue(large.closed());
            assertFalse(medium.closed());
            assertFalse(small.closed());
            assertTrue(waiting(fixture) < 5.1 * MB && waiting(fixture) > 5 * MB, () -> "" + waiting(fixture));
            executor.runAll();
            assertEquals(5, heard.stream().filter("n"::equals).count());
            assertTrue(heard.contains(DisconnectReason.FORCED_SERVER_CLOSE.text()));
            assertEquals(0, waiting(fixture));
            assertEquals(1, log.warnings("SIO-0110").size());
        }
    }

    /** Its events are still to be handled, and its memory is not free before. */
    @Test
    void connectionThatHasClosedIsNotForgotten() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().memoryBudgetBytes(10 * MB));
        FakeClient gone = joined(fixture);
        send(gone, 6);
        gone.exchange.closes();
        FakeClient stays = joined(fixture);
        send(stays, 5);
        fixture.scheduler.advanceMillis(0);
        assertFalse(stays.closed());
        assertTrue(waiting(fixture) < 5.1 * MB);
        executor.runAll();
        assertEquals(0, waiting(fixture));
    }

    @Test
    void handshakesAreRefusedUntilClearlyLessWaits() {
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            CoreFixture fixture = fixture(SocketIoOptions.builder().memoryBudgetBytes(10 * MB));
            List<FakeClient> clients = List.of(joined(fixture), joined(fixture), joined(fixture));
            clients.forEach(client -> send(client, 3));
            String sid = fixture.pollingHandshake();
            send(clients.get(0), 2);
            FakeHttpExchange refused = fixture.http("GET", "EIO=4&transport=polling");
            assertEquals(503, refused.status());
            assertEquals(List.of("5"), refused.responseHeaders().all("Retry-After"));
            assertEquals("{\"code\":4,\"message\":\"Too much waits in the server\"}", refused.bodyText());
            fixture.scheduler.advanceMillis(0);
            assertTrue(clients.get(0).closed());
            assertEquals(1, log.warnings("SIO-0111").size());
            // Six of ten megabytes wait: enough is free again.
            fixture.pollingHandshake();
            assertEquals(200, fixture.post(sid, "40").status());
        }
    }

    @Test
    void nineOfTenAreNotClearlyLess() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().memoryBudgetBytes(10 * MB));
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            clients.add(joined(fixture));
        }
        clients.forEach(client -> send(client, 1));
        assertEquals(503, fixture.http("GET", "EIO=4&transport=polling").status());
        fixture.scheduler.advanceMillis(0);
        assertTrue(waiting(fixture) < 10 * MB);
        assertEquals(503, fixture.http("GET", "EIO=4&transport=polling").status());
        executor.runAll();
        assertEquals(200, fixture.http("GET", "EIO=4&transport=polling").status());
    }

    @Test
    void oneConnectionIsWeighedWithAllItsNamespaces() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().maxPendingBytes(5 * MB));
        fixture.server.of("/a");
        fixture.server.of("/b");
        FakeClient client = fixture.client();
        client.sends("40/a,", "40/b,");
        executor.runAll();
        for (int i = 0; i < 4; i++) {
            client.sends("42/" + (i % 2 == 0 ? "a" : "b") + ",[\"n\",\"" + "x".repeat(MB) + "\"]");
        }
        assertFalse(client.closed());
        client.sends("42/a,[\"n\",\"" + "x".repeat(MB) + "\"]");
        assertTrue(client.closed());
        assertEquals(0, waiting(fixture));
    }

    @Test
    void eventWhoseMiddlewareHasNotDecidedStillWaits() {
        CoreFixture fixture = fixture(SocketIoOptions.builder());
        List<Next> asked = new ArrayList<>();
        List<Socket> sockets = fixture.sockets(fixture.server.of("/"));
        FakeClient client = joined(fixture);
        sockets.get(0).use((event, next) -> asked.add(next));
        send(client, 2);
        executor.runAll();
        assertTrue(waiting(fixture) > 2 * MB);
        asked.remove(0).accept(null);
        executor.runAll();
        assertTrue(waiting(fixture) > MB && waiting(fixture) < 1.1 * MB);
        client.exchange.closes();
        executor.runAll();
        assertEquals(0, waiting(fixture));
    }

    @Test
    void broadcastIsWeighedOnceHoweverManyItWaitsFor() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().memoryBudgetBytes(3 * MB));
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(joined(fixture));
            clients.get(i).exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        }
        fixture.server.emit("news", "x".repeat(MB));
        fixture.server.emit("news", "x".repeat(MB));
        assertTrue(waiting(fixture) >= 2 * MB && waiting(fixture) < 2.1 * MB, () -> "" + waiting(fixture));
        for (FakeClient client : clients.subList(1, 10)) {
            client.exchange.link().complete();
            client.exchange.link().complete();
        }
        assertTrue(waiting(fixture) >= 2 * MB);
        // One holds it all; what comes now is for that one only.
        fixture.server.sockets().values().forEach(socket -> socket.emit("own", "x"));
        fixture.server.emit("news", "x".repeat(MB));
        fixture.scheduler.advanceMillis(0);
        assertTrue(clients.get(0).closed());
        assertEquals(9, clients.stream().filter(client -> !client.closed()).count());
    }

    @Test
    void clientMaySendLittleBeforeItHasJoined() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().maxConnectBytes(5_000));
        FakeClient client = fixture.client();
        assertEquals(5_000, client.exchange.limit());
        client.sends("40");
        executor.runAll();
        assertEquals(2 * MB, client.exchange.limit());
        String sid = fixture.pollingHandshake();
        assertEquals(
                413,
                fixture.post(sid, "40{\"token\":\"" + "x".repeat(5_000) + "\"}").status());
        assertEquals(
                200,
                fixture.post(sid, "40{\"token\":\"" + "x".repeat(4_000) + "\"}").status());
        executor.runAll();
        assertEquals(
                200,
                fixture.post(sid, "42[\"n\",\"" + "x".repeat(100_000) + "\"]").status());
    }

    @Test
    void binaryPacketIsNotWaitedForBeforeTheClientHasJoined() {
        CoreFixture fixture = fixture(SocketIoOptions.builder());
        FakeClient unknown = fixture.client();
        unknown.sends("451-[\"n\",{\"_placeholder\":true,\"num\":0}]");
        assertTrue(unknown.closed());
        fixture.server.use((socket, next) -> heard.add("asked"));
        FakeClient connecting = fixture.client();
        connecting.sends("40");
        executor.runAll();
        connecting.sends("451-[\"n\",{\"_placeholder\":true,\"num\":0}]");
        assertTrue(connecting.closed());
    }

    @Test
    void connectPacketIsSmallInEveryNamespace() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().maxConnectBytes(5_000));
        fixture.server.of("/other");
        FakeClient client = joined(fixture);
        client.sends("40/other,{\"token\":\"" + "x".repeat(5_000) + "\"}");
        assertTrue(client.closed());
    }

    @Test
    void authThatWaitsForMiddlewareOrAMatcherIsWeighed() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().maxPendingBytes(1 * MB));
        fixture.server.of("/guarded").use((socket, next) -> heard.add("asked"));
        fixture.server.of((name, auth, decision) -> heard.add("asked"));
        String auth = ",{\"token\":\"" + "x".repeat(50_000) + "\"}";
        FakeClient client = fixture.client();
        client.sends("40/guarded" + auth, "40/made-0" + auth);
        executor.runAll();
        assertEquals(List.of("asked", "asked"), heard);
        assertTrue(waiting(fixture) > 200_000 && waiting(fixture) < 210_000);
        for (int i = 1; i < 8; i++) {
            client.sends("40/made-" + i + auth);
        }
        assertFalse(client.closed());
        client.sends("40/made-8" + auth);
        client.sends("40/made-9" + auth);
        assertTrue(client.closed());
        executor.runAll();
        assertEquals(0, waiting(fixture));
    }

    @Test
    void partsOfAMessageAreWeighedUntilItIsCompleteOrTheConnectionEnds() {
        CoreFixture fixture = fixture(SocketIoOptions.builder().maxPendingBytes(5 * MB));
        FakeClient client = joined(fixture);
        assertTrue(client.exchange.sendsPart(2 * MB));
        assertEquals(2 * MB, waiting(fixture));
        assertTrue(client.exchange.sendsPart(4 * MB));
        assertTrue(client.exchange.sendsPart(0));
        assertEquals(0, waiting(fixture));
        send(client, 4);
        assertFalse(client.exchange.sendsPart(4 * MB));
        client.exchange.closes();
        assertFalse(client.exchange.sendsPart(2 * MB));
        executor.runAll();
        assertEquals(0, waiting(fixture));
    }

    @Test
    void bodyOfAPostIsWeighedUntilItHasComeOrTheConnectionEnds() {
        CoreFixture fixture = fixture(SocketIoOptions.builder());
        String sid = fixture.pollingHandshake();
        fixture.post(sid, "40");
        executor.runAll();
        for (boolean arrives : new boolean[] {true, false}) {
            FakeHttpExchange post =
                    fixture.http(new FakeHttpExchange("POST", "EIO=4&transport=polling&sid=" + sid).slowBody());
            assertTrue(post.partOfBodyArrives(MB));
            // The answer to CONNECT waits for a poll.
            assertTrue(waiting(fixture) >= MB && waiting(fixture) < MB + 1_000);
            if (arrives) {
                post.bodyArrives("42[\"n\"]");
            } else {
                post.bodyBreaksOff();
            }
            executor.runAll();
            assertTrue(waiting(fixture) < 1_000);
        }
    }

    @Test
    void applicationSeesWhatWaits() {
        CoreFixture fixture = fixture(SocketIoOptions.builder());
        List<Socket> sockets = fixture.sockets(fixture.server.of("/"));
        FakeClient client = joined(fixture);
        client.exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        send(client, 1);
        Socket socket = assertNotNullFirst(sockets);
        socket.emit("a");
        socket.emit("b", "x".repeat(1_000));
        assertTrue(socket.client().pendingBytes() > MB);
        assertTrue(socket.client().bufferedBytes() > 1_000);
        assertTrue(waiting(fixture) > MB);
    }

    private static Socket assertNotNullFirst(List<Socket> sockets) {
        assertNotNull(sockets.get(0));
        return sockets.get(0);
    }
}
