package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private static final String X = "42[\"x\"]";

    /** What the server is made of: the adapters of a cluster keep what is tested here. */
    ServerParts parts() {
        return ServerParts.of(new JsonbPayloadCodec());
    }

    private final CoreFixture fixture = new CoreFixture(parts());
    private final CoreServer io = fixture.server;
    private final List<Socket> sockets = fixture.sockets(io);
    private final List<FakeClient> clients = new ArrayList<>();

    @BeforeEach
    void connectThree() {
        for (int i = 0; i < 3; i++) {
            clients.add(fixture.connected());
        }
    }

    /** Which clients have received the event since the last call, for example {@code 02}. */
    private String reached() {
        StringBuilder reached = new StringBuilder();
        for (int i = 0; i < clients.size(); i++) {
            List<String> frames = clients.get(i).received();
            frames.removeIf("2"::equals);
            for (String frame : frames) {
                assertEquals(X, frame);
                reached.append(i);
            }
        }
        return reached.toString();
    }

    @Test
    void serverReachesEverybodyInTheRootNamespaceOnly() {
        FakeClient elsewhere = fixture.client();
        io.of("/other");
        elsewhere.connect("/other");
        elsewhere.received();
        io.emit("x");
        assertEquals("012", reached());
        assertEquals(List.of(), elsewhere.received());
    }

    @Test
    void roomsAreUnitedAndASocketGetsAPacketOnce() {
        sockets.get(0).join("a", "b");
        sockets.get(1).join("b");
        io.to("a").emit("x");
        assertEquals("0", reached());
        io.to("a").to("b").emit("x");
        assertEquals("01", reached());
        io.in("a", "b", "nobody").emit("x");
        assertEquals("01", reached());
        io.to("nobody").emit("x");
        assertEquals("", reached());
    }

    @Test
    void exceptLeavesOutByRoomOrId() {
        sockets.get(0).join("a");
        io.except("a").emit("x");
        assertEquals("12", reached());
        io.except("a", sockets.get(1).id()).emit("x");
        assertEquals("2", reached());
        io.except("nobody").emit("x");
        assertEquals("012", reached());
        io.to(sockets.get(2).id()).emit("x");
        assertEquals("2", reached());
    }

    @Test
    void broadcastsOfASocketLeaveItOut() {
        for (Socket socket : sockets) {
            socket.join("a");
        }
        sockets.get(0).broadcast().emit("x");
        assertEquals("12", reached());
        sockets.get(1).to("a").emit("x");
        assertEquals("02", reached());
        sockets.get(2).in("a").except(sockets.get(0).id()).emit("x");
        assertEquals("1", reached());
        sockets.get(2).except("a").emit("x");
        assertEquals("", reached());
        sockets.get(2).local().emit("x");
        assertEquals("01", reached());
    }

    @Test
    void operatorsAreImmutable() {
        sockets.get(0).join("a");
        var toA = io.to("a");
        toA.to(sockets.get(1).id());
        toA.except("a");
        toA.emit("x");
        assertEquals("0", reached());
    }

    @Test
    void volatileBroadcastSkipsBusyConnectionsOnly() {
        clients.get(1).exchange.link().completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        io.asVolatile().emit("x");
        io.asVolatile().emit("x");
        assertEquals("00122", reached());
    }

    @Test
    void packetIsEncodedOnceForAll() {
        io.emit("x");
        String first = clients.get(0).exchange.link().texts().get(2);
        assertSame(first, clients.get(2).exchange.link().texts().get(2));
    }

    @Test
    void compressReachesThePackets() {
        OutboundPacket packet = Outgoing.toEngine(
                        new DefaultParser(new JsonbPayloadCodec()).event("/", -1, "x", new Object[0]), false)
                .get(0);
        assertFalse(packet.compress());
        io.compress(false).emit("x");
        assertEquals("012", reached());
    }

    @Test
    void manyRecipientsAreFlushedOnTheExecutorButQueuedInOrder() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture large = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<FakeClient> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FakeClient client = large.client();
            client.sends("40");
            executor.runAll();
            client.received();
            many.add(client);
        }
        large.server.emit("a");
        large.server.emit("b");
        assertEquals(2, executor.waiting());
        executor.runAll();
        for (FakeClient client : many) {
            assertEquals(List.of("42[\"a\"]", "42[\"b\"]"), client.received());
        }
    }

    @Test
    void acksAreCollectedFromEveryClient() throws Exception {
        CompletableFuture<List<Arguments>> all = io.emitWithAck("q").toCompletableFuture();
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("420[\"q\"]"), clients.get(i).received());
            assertFalse(all.isDone());
            clients.get(i).sends("430[" + i + "]");
        }
        List<Integer> values = new ArrayList<>();
        for (Arguments response : all.get()) {
            values.add(response.arg(0, int.class));
        }
        assertEquals(List.of(0, 1, 2), values);
    }

    @Test
    void idsOfAcksAreSharedWithSingleEmits() {
        sockets.get(0).emitWithAck("q");
        io.to(sockets.get(1).id()).emitWithAck("q");
        assertEquals(List.of("420[\"q\"]"), clients.get(0).received());
        assertEquals(List.of("421[\"q\"]"), clients.get(1).received());
    }

    @Test
    void missingAcksTimeOutWithTheAnswersSoFarAndAreForgotten() {
        List<Object> heard = new ArrayList<>();
        io.timeout(Duration.ofSeconds(1)).emit("q", new Object[0], (error, responses) -> {
            heard.add(error);
            heard.add(responses.size());
        });
        clients.get(0).sends("430[\"a\"]");
        assertTrue(heard.isEmpty());
        fixture.scheduler.advanceMillis(1_000);
        assertInstanceOf(AckTimeoutException.class, heard.get(0));
        assertEquals(1, heard.get(1));
        assertEquals(1, ((AckTimeoutException) heard.get(0)).responses().size());
        clients.get(1).sends("430[\"late\"]");
        assertEquals(2, heard.size());
        assertTrue(clients.get(1).closed() == false && sockets.get(1).isConnected());
    }

    @Test
    void clientThatLeavesCountsAsOneThatDoesNotAnswer() {
        CompletableFuture<List<Arguments>> all =
                io.timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture();
        clients.get(0).exchange.closes();
        clients.get(1).sends("430[]");
        clients.get(2).sends("430[]");
        fixture.scheduler.advanceMillis(1_000);
        ExecutionException failure = assertThrows(ExecutionException.class, all::get);
        assertEquals(2, ((AckTimeoutException) failure.getCause()).responses().size());
    }

    @Test
    void nobodySelectedIsAnEmptyListAtOnce() throws Exception {
        assertEquals(
                List.of(),
                io.to("nobody").emitWithAck("q").toCompletableFuture().getNow(null));
        List<Object> heard = new ArrayList<>();
        io.to("nobody").emit("q", new Object[0], (error, responses) -> heard.add(error + "" + responses));
        assertEquals(List.of("null[]"), heard);
    }

    @Test
    void fetchSocketsGivesTheSocketsThemselves() throws Exception {
        sockets.get(1).join("a");
        List<RemoteSocket> fetched =
                io.in("a").fetchSockets().toCompletableFuture().get();
        assertEquals(1, fetched.size());
        assertSame(sockets.get(1), fetched.get(0));
        assertEquals(
                Set.of(sockets.get(0).id(), sockets.get(2).id()),
                io.except("a").allSockets().toCompletableFuture().get());
    }

    @Test
    void socketsJoinLeaveAndDisconnectAsASelection() {
        io.except(sockets.get(0).id()).socketsJoin("a", "b");
        io.to("a").emit("x");
        assertEquals("12", reached());
        io.in(sockets.get(1).id()).socketsLeave("a");
        io.to("a").emit("x");
        assertEquals("2", reached());
        io.in("b").disconnectSockets();
        assertEquals(List.of("41"), clients.get(1).received());
        assertEquals(List.of("41"), clients.get(2).received());
        io.emit("x");
        assertEquals("0", reached());
        assertFalse(clients.get(1).closed());
        io.disconnectSockets(true);
        assertTrue(clients.get(0).closed());
    }

    @Test
    void broadcastOrderIsKeptAmongEmitsOfOneThread() {
        for (int i = 0; i < 50; i++) {
            io.to(sockets.get(0).id()).emit("n", i);
            sockets.get(0).emit("m", i);
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("42[\"n\"," + i + "]");
            expected.add("42[\"m\"," + i + "]");
        }
        assertEquals(expected, clients.get(0).received());
    }

    @Test
    void serverSideEmitReachesNobodyHereAndChecksNames() {
        List<Arguments> heard = new ArrayList<>();
        Namespace namespace = io.on("node", heard::add);
        namespace.serverSideEmit("node", 1);
        assertEquals(List.of(), heard);
        for (String name : List.of("connect", "connection", "new_namespace")) {
            assertThrows(IllegalArgumentException.class, () -> io.serverSideEmit(name));
        }
    }
}
