package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;

    @Test
    void answersConnectWithExactlyTheSocketId() {
        FakeClient client = fixture.client();
        client.sends("40");
        String answer = FakeClient.only(client.received());
        assertTrue(answer.matches("40\\{\"sid\":\"[\\w-]{20}\"}"), answer);
    }

    @Test
    void socketIdIsNotTheSessionId() {
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.connected();
        String open = client.exchange.link().texts().get(0);
        assertFalse(open.contains(sockets.get(0).id()));
    }

    @Test
    void eachNamespaceHasItsOwnSocketOfOneConnection() {
        List<Socket> root = fixture.sockets(io);
        List<Socket> chat = fixture.sockets(io.of("/chat"));
        FakeClient client = fixture.connected();
        client.connect("/chat");
        assertNotEquals(root.get(0).id(), chat.get(0).id());
        assertSame(root.get(0).client(), chat.get(0).client());
        assertEquals(2, root.get(0).client().sockets().size());
        assertEquals("websocket", root.get(0).client().transport());
    }

    @Test
    void unknownNamespaceIsRefusedAndTheConnectionStays() {
        FakeClient client = fixture.client();
        client.sends("40/nowhere,");
        assertEquals("44/nowhere,{\"message\":\"Invalid namespace\"}", FakeClient.only(client.received()));
        client.connect("/");
    }

    @Test
    void queryInANamespaceIsPartOfItsName() {
        io.of("/custom");
        FakeClient client = fixture.client();
        client.sends("40/custom?a=1,");
        assertEquals("44/custom?a=1,{\"message\":\"Invalid namespace\"}", FakeClient.only(client.received()));
    }

    @Test
    void namesOfNamespacesAreCompleted() {
        assertEquals("/", io.of("").name());
        assertEquals("/abc", io.of("abc").name());
        assertSame(io.of("/abc"), io.of("abc"));
        assertEquals("/", io.name());
    }

    @Test
    void newNamespacesAreAnnouncedOnce() {
        List<String> names = new ArrayList<>();
        io.onNewNamespace(namespace -> names.add(namespace.name()));
        io.of("/");
        io.of("/a");
        io.of("a");
        assertEquals(List.of("/a"), names);
    }

    @Test
    void handshakeShowsTheFirstRequestAndTheAuth() {
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.client();
        client.sends("40{\"token\":\"123\",\"n\":1}");
        Handshake handshake = sockets.get(0).handshake();
        assertEquals("123", handshake.auth().get("token"));
        assertEquals("websocket", handshake.query().get("transport"));
        assertEquals("/socket.io/?EIO=4&transport=websocket", handshake.url());
        assertEquals("127.0.0.1", handshake.address());
        assertFalse(handshake.secure());
        assertFalse(handshake.xdomain());
    }

    @Test
    void handshakeNamesThePrincipalOfTheFirstRequest() {
        List<Socket> sockets = fixture.sockets(io);
        FakeHttpExchange secured = new FakeHttpExchange("GET", "EIO=4&transport=polling") {
            @Override
            public Map<String, Object> attributes() {
                Principal ann = () -> "ann";
                return Map.of(HttpExchange.PRINCIPAL, ann);
            }
        };
        String open = fixture.http(secured.header("origin", "https://x")).bodyText();
        fixture.post(open.substring(9, 29), "40");
        assertEquals("ann", sockets.get(0).handshake().principal().getName());
        assertTrue(sockets.get(0).handshake().xdomain());
        assertEquals("polling", sockets.get(0).client().transport());
    }

    @Test
    void missingAuthIsAnEmptyMap() {
        List<Socket> sockets = fixture.sockets(io);
        fixture.connected();
        assertEquals(Map.of(), sockets.get(0).handshake().auth());
    }

    @Test
    void connectComesBeforeConnection() {
        List<String> order = new ArrayList<>();
        io.on(
                "connection",
                args -> order.add("connection " + args.arg(0, Socket.class).id()));
        io.on(
                "connect",
                args -> order.add("connect " + args.arg(0, Socket.class).id()));
        FakeClient client = fixture.client();
        String id = client.connect("/");
        assertEquals(List.of("connect " + id, "connection " + id), order);
    }

    @Test
    void connectionListenerRunsOnceAndBeforeEventsSentRightBehind() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<String> order = new ArrayList<>();
        slow.server.onConnection(socket -> {
            order.add("connection");
            socket.on("hi", event -> order.add("hi"));
        });
        FakeClient client = slow.client();
        client.sends("40");
        executor.runAll();
        client.sends("42[\"hi\"]", "42[\"hi\"]");
        executor.runAll();
        assertEquals(List.of("connection", "hi", "hi"), order);
    }

    @Test
    void socketIsInNamespaceAndOwnRoomBeforeTheAnswerAndInTheListener() {
        List<String> seen = new ArrayList<>();
        io.onConnection(socket -> {
            assertSame(socket, io.sockets().get(socket.id()));
            assertTrue(socket.isConnected());
            seen.addAll(socket.rooms());
        });
        String id = fixture.client().connect("/");
        assertEquals(List.of(id), seen);
    }

    @Test
    void failingConnectionListenerHurtsNobody() {
        List<Socket> later = new ArrayList<>();
        io.onConnection(socket -> {
            throw new IllegalStateException("broken listener");
        });
        io.onConnection(later::add);
        fixture.connected();
        assertEquals(1, later.size());
    }

    @Test
    void connectionWithoutNamespaceIsClosedAfterTheConnectTimeout() {
        CoreFixture impatient = new CoreFixture(
                SocketIoOptions.builder().connectTimeout(Duration.ofSeconds(2)).build());
        FakeClient silent = impatient.client();
        FakeClient refused = impatient.client();
        refused.sends("40/nowhere,");
        FakeClient good = impatient.connected();
        impatient.scheduler.advanceMillis(1_999);
        assertFalse(silent.closed());
        impatient.scheduler.advanceMillis(1);
        assertTrue(silent.closed());
        assertTrue(refused.closed());
        assertFalse(good.closed());
    }

    @Test
    void leavingTheLastNamespaceDoesNotRestartTheConnectTimeout() {
        CoreFixture impatient = new CoreFixture(
                SocketIoOptions.builder().connectTimeout(Duration.ofSeconds(2)).build());
        FakeClient client = impatient.connected();
        client.sends("41");
        impatient.scheduler.advanceMillis(10_000);
        assertFalse(client.closed());
        client.connect("/");
    }

    @Test
    void overPollingTheAnswerComesWithTheNextPoll() {
        String sid = fixture.pollingHandshake();
        assertEquals("ok", fixture.post(sid, "40").bodyText());
        String answer = fixture.poll(sid).bodyText();
        assertTrue(answer.startsWith("40{\"sid\":\""), answer);
    }

    @Test
    void initialPacketFollowsTheOpenPacket() {
        CoreFixture greeting =
                new CoreFixture(SocketIoOptions.builder().initialPacket("hello").build());
        FakeClient client = greeting.client();
        assertEquals("4hello", client.exchange.link().texts().get(1));
    }

    @Test
    void toStringsShowPhaseAndTransport() {
        Namespace chat = io.of("/chat");
        List<Socket> sockets = fixture.sockets(chat);
        fixture.connected("/chat");
        Socket socket = sockets.get(0);
        assertEquals("Socket[" + socket.id() + " in /chat, connected, websocket, 0 events waiting]", socket.toString());
        assertEquals(
                "Client[websocket, 1 sockets, 0 bytes waiting]", socket.client().toString());
        assertEquals("Namespace[/chat, 1 sockets]", chat.toString());
    }
}
