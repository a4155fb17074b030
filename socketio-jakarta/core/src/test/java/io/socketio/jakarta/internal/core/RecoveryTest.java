package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.adapter.LocalAdapter;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.RecoveryOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Clients that lose the connection and come back (Socket.IO "Connection state recovery"). */
class RecoveryTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final CoreFixture fixture = fixture(recovery -> recovery);
    private final CoreServer io = fixture.server;
    private final List<Socket> sockets = fixture.sockets(io);

    static CoreFixture fixture(UnaryOperator<RecoveryOptions> change) {
        return new CoreFixture(options(change));
    }

    static SocketIoOptions options(UnaryOperator<RecoveryOptions> change) {
        return SocketIoOptions.builder()
                .recovery(recovery -> change.apply(recovery.withEnabled(true)))
                .build();
    }

    /** A client that has received one event, and with it an offset. */
    private RecoveringClient client() {
        return greeted(fixture, new RecoveringClient(fixture));
    }

    static RecoveringClient greeted(CoreFixture fixture, RecoveringClient client) {
        client.connects();
        fixture.server.emit("hello");
        client.reads();
        assertFalse(client.offset.isEmpty());
        return client;
    }

    static boolean recovers(RecoveringClient client) {
        String before = client.sid;
        client.connects();
        return client.sid.equals(before);
    }

    @Test
    void theMissedEventsComeInOrderBeforeConnect() {
        RecoveringClient client = client();
        sockets.get(0).join("room");
        client.isCut();
        client.events.clear();
        io.emit("to all", 1);
        io.to("room").emit("to the room", 2);
        io.to("other").emit("to others", 3);
        io.except("room").emit("not to the room", 4);
        sockets.get(0).emit("to the socket", 5);
        io.to(client.sid).emit("bytes", new byte[] {1}, 6);
        assertTrue(recovers(client));
        assertEquals(
                List.of(
                        "42[\"to all\",1]",
                        "42[\"to the room\",2]",
                        "42[\"to the socket\",5]",
                        "451-[\"bytes\",{\"_placeholder\":true,\"num\":0},6]",
                        "<1>"),
                client.events);
        assertEquals("40{\"sid\":\"" + client.sid + "\",\"pid\":\"" + client.pid + "\"}", last(client.answer));
    }

    private static String last(List<String> frames) {
        return frames.get(frames.size() - 1);
    }

    @Test
    void roomsAndDataAreThoseOfBefore() {
        RecoveringClient client = client();
        sockets.get(0).join("room");
        sockets.get(0).data().put("name", "Ann");
        client.isCut();
        assertTrue(recovers(client));
        Socket socket = sockets.get(1);
        assertTrue(socket.isRecovered());
        assertEquals(Set.of(client.sid, "room"), socket.rooms());
        assertEquals(Map.of("name", "Ann"), socket.data());
        assertEquals(client.pid, socket.handshake().auth().get("pid"));
        io.to("room").emit("live");
        client.reads();
        assertTrue(client.events.contains("42[\"live\"]"), client.events.toString());
    }

    @Test
    void eachEventCarriesAnOffsetAndNoOffsetComesTwice() {
        RecoveringClient client = client();
        Pattern offset = Pattern.compile("42\\[\"n\",\\d+,\"[0-9A-Za-z_-]{7}(\\.[0-9A-Za-z_-]+)?\"]");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            io.emit("n", i);
            assertTrue(offset.matcher(client.reads().get(0)).matches(), client.events.toString());
            assertFalse(seen.contains(client.offset));
            seen.add(client.offset);
        }
    }

    @Test
    void volatileEventsAndThoseWithAcknowledgementAreNotReplayed() {
        RecoveringClient client = client();
        client.isCut();
        client.events.clear();
        io.asVolatile().emit("volatile");
        sockets.get(0).asVolatile().emit("volatile");
        io.emitWithAck("asked");
        sockets.get(0).emitWithAck("asked");
        io.emit("kept");
        assertTrue(recovers(client));
        assertEquals(List.of("42[\"kept\"]"), client.events);
    }

    @Test
    void aSessionIsRestoredOnce() {
        RecoveringClient client = client();
        client.isCut();
        RecoveringClient copy = new RecoveringClient(fixture);
        copy.pid = client.pid;
        copy.offset = client.offset;
        copy.sid = client.sid;
        assertTrue(recovers(client));
        assertFalse(recovers(copy));
        assertFalse(sockets.get(2).isRecovered());
        assertFalse(copy.pid.equals(client.pid));
        client.isCut();
        assertTrue(recovers(client), "after another cut");
    }

    @Test
    void whoeverLeavesDoesNotRecover() {
        RecoveringClient client = client();
        client.connection.sends("41");
        client.isCut();
        assertFalse(recovers(client));
        sockets.get(1).disconnect(false);
        client.isCut();
        assertFalse(recovers(client));
    }

    @Test
    void wrongIdsAndOffsetsGiveANewSocketAndLeaveTheSessionAlone() {
        RecoveringClient client = client();
        client.isCut();
        io.emit("secret");
        for (String auth : List.of(
                "{\"pid\":\"forged\",\"offset\":\"" + client.offset + "\"}",
                "{\"pid\":\"" + client.pid + "\",\"offset\":\"forged\"}",
                "{\"pid\":\"" + client.pid + "\"}",
                "{\"pid\":\"" + client.pid + "\",\"offset\":null}",
                "{\"pid\":\"" + client.pid + "\",\"offset\":7}",
                "{\"pid\":[\"" + client.pid + "\"],\"offset\":\"" + client.offset + "\"}",
                "{\"pid\":\"\",\"offset\":\"\"}",
                "{\"pid\":\"" + "x".repeat(10_000) + "\",\"offset\":\"" + "y".repeat(10_000) + "\"}")) {
            FakeClient stranger = fixture.client();
            stranger.sends("40" + auth);
            String answer = FakeClient.only(stranger.received());
            assertTrue(answer.startsWith("40{\"sid\":\"") && !answer.contains(client.sid), answer);
            assertFalse(answer.contains(client.pid), answer);
        }
        assertTrue(recovers(client));
    }

    @Test
    void aSessionBelongsToItsCallerAndItsHttpSession() {
        RecoveringClient ann =
                greeted(fixture, new RecoveringClient(fixture).loggedInAs("ann").inHttpSession("one"));
        ann.isCut();
        io.emit("for ann");
        for (RecoveringClient thief : List.of(
                new RecoveringClient(fixture),
                new RecoveringClient(fixture).loggedInAs("bob").inHttpSession("one"),
                new RecoveringClient(fixture).inHttpSession("one"),
                new RecoveringClient(fixture).loggedInAs("ann"),
                new RecoveringClient(fixture).loggedInAs("ann").inHttpSession("two"))) {
            thief.pid = ann.pid;
            thief.offset = ann.offset;
            thief.sid = ann.sid;
            assertFalse(recovers(thief));
            assertEquals(List.of(), thief.events);
        }
        assertTrue(recovers(ann));
    }

    @Test
    void aNewSessionSeesNothingFromBeforeItBegan() {
        RecoveringClient old = client();
        io.emit("before");
        RecoveringClient fresh = greeted(fixture, new RecoveringClient(fixture));
        fresh.isCut();
        io.emit("missed");
        fresh.events.clear();
        fresh.offset = old.offset;
        assertTrue(recovers(fresh));
        assertEquals(List.of("42[\"hello\"]", "42[\"missed\"]"), fresh.events);
    }

    @Test
    void afterTheTimeIsOverNothingIsKept() {
        RecoveringClient client = client();
        client.isCut();
        io.emit("missed");
        fixture.scheduler.advanceMillis(LONGEST.toMillis() + 1);
        assertFalse(recovers(client));
        client.isCut();
        long waiting = io.engine().waitingBytes();
        assertTrue(waiting > 0);
        fixture.scheduler.advanceMillis(2 * LONGEST.toMillis());
        assertEquals(0, io.engine().waitingBytes());
        assertEquals(0, fixture.scheduler.pending());
    }

    @Test
    void aClosedServerKeepsNothing() {
        List<String> forgotten = new ArrayList<>();
        io.surround(new ListenerFilter() {
            @Override
            public void onForgotten(String namespace, String socketId) {
                forgotten.add(namespace + socketId);
            }
        });
        RecoveringClient client = client();
        client.isCut();
        RecoveringClient connected = client();
        io.close();
        assertEquals(Set.of("/" + client.sid, "/" + connected.sid), Set.copyOf(forgotten));
        assertEquals(2, forgotten.size());
        assertEquals(0, io.engine().waitingBytes());
        assertEquals(0, fixture.scheduler.pending());
    }

    @Test
    void onlySocketsWhoseClientsMightHaveComeBackAreForgotten() {
        List<String> forgotten = new ArrayList<>();
        io.surround(new ListenerFilter() {
            @Override
            public void onForgotten(String namespace, String socketId) {
                forgotten.add(socketId);
            }
        });
        RecoveringClient leaves = client();
        RecoveringClient recovers = client();
        RecoveringClient isLost = client();
        leaves.connection.sends("41");
        recovers.isCut();
        isLost.isCut();
        assertTrue(recovers(recovers));
        assertEquals(List.of(), forgotten);
        fixture.scheduler.advanceMillis(2 * LONGEST.toMillis());
        assertTrue(forgotten.contains(isLost.sid) && !forgotten.contains(leaves.sid), forgotten.toString());
    }

    @Test
    void dataThatRefersToItselfIsKept() {
        RecoveringClient client = client();
        Map<String, Object> data = sockets.get(0).data();
        data.put("itself", data);
        data.put("list", List.of(data, data, data));
        client.isCut();
        assertTrue(recovers(client));
        assertTrue(sockets.get(1).data().containsKey("itself"));
    }

    @Test
    void atTheBoundTheOldestEventsGoAndTheirClientsDoNotRecover() {
        CoreFixture small = fixture(recovery -> recovery.withMaxBytes(50_000));
        RecoveringClient early = greeted(small, new RecoveringClient(small));
        RecoveringClient late = new RecoveringClient(small).connects();
        early.isCut();
        for (int i = 0; i < 100; i++) {
            small.server.emit("n", "x".repeat(1000));
            assertTrue(small.server.engine().waitingBytes() <= 50_000);
        }
        late.isCut();
        small.server.emit("missed");
        assertFalse(recovers(early));
        assertTrue(recovers(late));
        assertEquals("42[\"missed\"]", last(late.events));
    }

    @Test
    void sessionsCountTowardsTheBound() {
        CoreFixture small = fixture(recovery -> recovery.withMaxBytes(50_000));
        List<Socket> all = small.sockets(small.server);
        List<RecoveringClient> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(new RecoveringClient(small).connects());
            all.get(i).data().put("luggage", new byte[10_000]);
        }
        for (RecoveringClient client : clients) {
            client.isCut();
            assertTrue(small.server.engine().waitingBytes() <= 50_000);
        }
    }

    @Test
    void whatIsKeptGoesBeforeConnectionsAreClosed() {
        CoreFixture poor = new CoreFixture(SocketIoOptions.builder()
                .memoryBudgetBytes(100_000)
                .recovery(recovery -> recovery.withEnabled(true))
                .build());
        RecoveringClient client = greeted(poor, new RecoveringClient(poor));
        for (int i = 0; i < 200; i++) {
            poor.server.emit("n", "x".repeat(1000));
            poor.scheduler.advanceMillis(1);
            assertFalse(client.connection.closed());
        }
        assertTrue(poor.server.engine().waitingBytes() <= 100_000);
    }

    @Test
    void middlewareIsSkippedButForFiltersUnlessTheOptionsSayOtherwise() {
        for (boolean skips : new boolean[] {true, false}) {
            CoreFixture each = fixture(recovery -> recovery.withSkipMiddlewares(skips));
            List<String> asked = new ArrayList<>();
            each.server.use((socket, next) -> {
                asked.add("middleware " + socket.isRecovered());
                next.proceed();
            });
            each.server.surround(new ListenerFilter() {
                @Override
                public void onConnecting(Socket socket, Next next) {
                    asked.add("filter " + socket.isRecovered());
                    next.proceed();
                }
            });
            RecoveringClient client = greeted(each, new RecoveringClient(each));
            client.isCut();
            asked.clear();
            assertTrue(recovers(client));
            assertEquals(skips ? List.of("filter true") : List.of("filter true", "middleware true"), asked);
        }
    }

    @Test
    void eventsThatComeWhileMiddlewareThinksAreNotLost() {
        CoreFixture asking = fixture(recovery -> recovery.withSkipMiddlewares(false));
        List<Next> waiting = new ArrayList<>();
        asking.server.use((socket, next) -> {
            if (socket.isRecovered()) {
                waiting.add(next);
            } else {
                next.proceed();
            }
        });
        RecoveringClient client = greeted(asking, new RecoveringClient(asking));
        client.isCut();
        client.events.clear();
        asking.server.emit("one");
        client.connects();
        asking.server.emit("two");
        assertEquals(List.of(), client.events);
        client.connection.exchange.closes();
        client.connects();
        asking.server.emit("three");
        waiting.get(1).proceed();
        client.reads();
        assertEquals(List.of("42[\"one\"]", "42[\"two\"]", "42[\"three\"]"), client.events);
        asking.server.emit("four");
        client.reads();
        assertEquals("42[\"four\"]", last(client.events));
    }

    @Test
    void aRecoveredSocketThatMiddlewareRefusesDoesNotRecoverAgain() {
        CoreFixture asking = fixture(recovery -> recovery.withSkipMiddlewares(false));
        asking.server.use((socket, next) -> {
            if (socket.isRecovered()) {
                next.fail(new IllegalStateException("no"));
            } else {
                next.proceed();
            }
        });
        RecoveringClient client = greeted(asking, new RecoveringClient(asking));
        client.isCut();
        client.connects();
        assertEquals("44{\"message\":\"no\"}", last(client.answer));
        client.isCut();
        assertFalse(recovers(client));
    }

    @Test
    void theHandlersOfARecoveredSocketRunBehindThoseOfItsFormerConnection() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(options(recovery -> recovery), executor);
        List<String> calls = new ArrayList<>();
        slow.server.onConnection(socket -> {
            calls.add("connect " + socket.isRecovered());
            socket.onDisconnect(reason -> calls.add("disconnect"));
        });
        RecoveringClient client = greeted(slow, new RecoveringClient(slow));
        executor.runAll();
        client.isCut();
        String before = client.sid;
        client.connects();
        assertEquals(List.of(), client.answer);
        executor.runAll();
        client.reads();
        assertEquals(before, client.sid);
        assertEquals(List.of("connect false", "disconnect", "connect true"), calls);
    }

    @Test
    void aClientThatIsCutWhileItsFormerConnectionEndsRecoversAllTheSame() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(options(recovery -> recovery), executor);
        RecoveringClient client = greeted(slow, new RecoveringClient(slow));
        executor.runAll();
        client.isCut();
        String before = client.sid;
        client.connects();
        client.isCut();
        executor.runAll();
        slow.server.emit("missed");
        client.connects();
        executor.runAll();
        client.reads();
        assertEquals(before, client.sid);
        assertEquals("42[\"missed\"]", last(client.events));
        assertEquals(1, slow.server.sockets().size());
    }

    @Test
    void aDynamicNamespaceStaysAsLongAsItsLastClientMayComeBack() {
        io.of(Pattern.compile("/room-\\d+"));
        RecoveringClient client = new RecoveringClient(fixture, "/room-1").connects();
        io.of("/room-1").emit("hello");
        client.isCut();
        io.of("/room-1").emit("missed");
        assertTrue(recovers(client));
        assertEquals("42/room-1,[\"missed\"]", last(client.events));
        client.isCut();
        fixture.scheduler.advanceMillis(2 * LONGEST.toMillis());
        assertTrue(io.toString().endsWith(" 1 namespaces]"), io.toString());
    }

    @Test
    void anAdapterThatKeepsNoSessionsTellsNoPrivateIdAndAppendsNoOffset() {
        CoreFixture other = new CoreFixture(
                options(recovery -> recovery),
                Runnable::run,
                ServerParts.of(new JsonbPayloadCodec()).with((AdapterFactory) host -> new LocalAdapter(host)));
        List<Socket> others = other.sockets(other.server);
        FakeClient client = other.connected();
        others.get(0).emit("hello");
        assertEquals("42[\"hello\"]", FakeClient.only(client.received()));
        List<String> forgotten = new ArrayList<>();
        other.server.surround(new ListenerFilter() {
            @Override
            public void onForgotten(String namespace, String socketId) {
                forgotten.add(socketId);
            }
        });
        client.exchange.closes();
        assertEquals(List.of(others.get(0).id()), forgotten);
    }

    @Test
    void withoutRecoveryNothingIsKeptAndNoOffsetIsSent() {
        CoreFixture plain = new CoreFixture();
        FakeClient client = plain.connected();
        plain.server.emit("hello");
        assertEquals("42[\"hello\"]", FakeClient.only(client.received()));
        client.exchange.closes();
        assertEquals(0, plain.server.engine().waitingBytes());
    }
}
