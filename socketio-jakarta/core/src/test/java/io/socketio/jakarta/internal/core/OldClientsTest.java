package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients of Socket.IO 2: they are in {@code /} as soon as they are connected, and know the ids of their sockets. */
class OldClientsTest {

    private static final SocketIoOptions ALLOWED =
            SocketIoOptions.builder().allowEio3(true).build();

    private final CoreFixture fixture = new CoreFixture(ALLOWED);
    private final CoreServer io = fixture.server;

    /** The far end of a WebSocket of revision 3. */
    private static final class OldClient {
        private final FakeWebSocketExchange exchange = new FakeWebSocketExchange("EIO=3&transport=websocket&token=1");
        private final String sid;
        private int seen = 1;

        OldClient(CoreFixture fixture) {
            fixture.server.engineServer().onRequest(exchange);
            String open = (String) exchange.link().frames().get(0);
            int from = open.indexOf("\"sid\":\"") + 7;
            sid = open.substring(from, open.indexOf('"', from));
        }

        void sends(String... frames) {
            for (String frame : frames) {
                exchange.sends(frame);
            }
        }

        List<Object> received() {
            List<Object> all = exchange.link().frames();
            List<Object> fresh = List.copyOf(all.subList(seen, all.size()));
            seen = all.size();
            return fresh;
        }

        boolean closed() {
            return exchange.link().closed();
        }
    }

    @Test
    void theyAreRefusedUnlessTheServerAllowsThem() {
        CoreFixture strict = new CoreFixture();
        for (String query : List.of("EIO=3&transport=polling", "transport=polling", "EIO=3&transport=polling&j=0")) {
            FakeHttpExchange refused = strict.http("GET", query);
            assertEquals(400, refused.status());
            assertEquals("{\"code\":5,\"message\":\"Unsupported protocol version\"}", refused.bodyText());
        }
        assertFalse(SocketIoOptions.defaults().allowEio3());
    }

    @Test
    void theyJoinTheRootByConnecting() {
        List<Socket> sockets = fixture.sockets(io);
        OldClient client = new OldClient(fixture);
        assertEquals(List.of("40"), client.received());
        Socket socket = sockets.get(0);
        assertEquals(client.sid, socket.id());
        assertEquals(Map.of(), socket.handshake().auth());
        assertEquals("1", socket.handshake().query().get("token"));
        assertEquals(3, socket.client().protocol());
        socket.emit("a", 1);
        assertEquals(List.of("42[\"a\",1]"), client.received());
        List<Socket> others = fixture.sockets(io);
        fixture.connected();
        assertEquals(4, others.get(0).client().protocol());
    }

    @Test
    void theAnswerIsNotInTheResponseToTheHandshake() {
        String open = fixture.http("GET", "EIO=3&transport=polling").bodyText();
        assertTrue(open.endsWith("}") && open.startsWith(open.length() - 4 + ":0{"), open);
        int from = open.indexOf("\"sid\":\"") + 7;
        String sid = open.substring(from, open.indexOf('"', from));
        assertEquals(
                "2:40",
                fixture.http("GET", "EIO=3&transport=polling&sid=" + sid).bodyText());
    }

    @Test
    void theirQueryOfANamespaceIsTheAuth() {
        List<Socket> sockets = fixture.sockets(io.of("/custom"));
        OldClient client = new OldClient(fixture);
        client.received();
        client.sends("40/custom?token=1&a=b%22+c&token=2,");
        assertEquals(List.of("40/custom,"), client.received());
        Socket socket = sockets.get(0);
        assertEquals("/custom#" + client.sid, socket.id());
        assertEquals(Map.of("token", "2", "a", "b\" c"), socket.handshake().auth());
        List<Object> heard = new ArrayList<>();
        socket.on("x", event -> heard.add(event.arg(0)));
        client.sends("42/custom,[\"x\",1]", "42/custom?token=1,[\"x\",2]");
        assertEquals(List.of(1, 2), heard);
        client.sends("41/custom?token=1,");
        assertFalse(socket.isConnected());
        client.sends("40/custom,{\"token\":\"json\"}");
        assertEquals(Map.of(), sockets.get(1).handshake().auth());
    }

    @Test
    void refusalsAreTheDataOrTheMessage() {
        io.of("/deny").use((socket, next) -> {
            Object data = socket.handshake().auth().get("data");
            next.fail(new ConnectRefused("nope", data == null ? null : Map.of("a", data)));
        });
        OldClient client = new OldClient(fixture);
        client.received();
        client.sends("40/deny,", "40/deny?data=1,", "40/none?a=1,");
        assertEquals(
                List.of("44/deny,\"nope\"", "44/deny,{\"a\":\"1\"}", "44/none,{\"message\":\"Invalid namespace\"}"),
                client.received());
        assertFalse(client.closed());
    }

    @Test
    void theMiddlewareOfTheRootDecidesAboutThem() {
        io.use((socket, next) -> next.fail(new ConnectRefused("not you")));
        OldClient client = new OldClient(fixture);
        assertEquals(List.of("44\"not you\""), client.received());
        fixture.scheduler.advanceMillis(45_000);
        assertTrue(client.closed());
    }

    @Test
    void aConnectToTheRootIsASecondOne() {
        OldClient client = new OldClient(fixture);
        client.sends("40");
        assertTrue(client.closed());
    }

    @Test
    void attachmentsHaveTheirTypeInFront() {
        List<Socket> sockets = fixture.sockets(io);
        OldClient client = new OldClient(fixture);
        client.received();
        List<Object> heard = new ArrayList<>();
        sockets.get(0).on("x", event -> heard.add(event.arg(0, byte[].class)[1]));
        client.sends("451-[\"x\",{\"_placeholder\":true,\"num\":0}]");
        client.exchange.sends(new byte[] {4, 9, 8});
        assertEquals(List.of((byte) 8), heard);
        sockets.get(0).emit("x", new byte[] {7});
        List<Object> frames = client.received();
        assertEquals("451-[\"x\",{\"_placeholder\":true,\"num\":0}]", frames.get(0));
        assertEquals(List.of((byte) 4, (byte) 7), List.of(((byte[]) frames.get(1))[0], ((byte[]) frames.get(1))[1]));
    }

    @Test
    void broadcastsReachBothGenerations() {
        OldClient old = new OldClient(fixture);
        FakeClient young = fixture.connected();
        old.received();
        io.emit("all", new byte[] {1});
        assertEquals(
                "451-[\"all\",{\"_placeholder\":true,\"num\":0}]",
                old.received().get(0));
        assertEquals(List.of("451-[\"all\",{\"_placeholder\":true,\"num\":0}]", "<1>"), young.received());
    }

    /** The limits of memory are those of all clients. */
    @Test
    void whatTheySendWhileTheyWaitIsWeighed() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture small = new CoreFixture(
                SocketIoOptions.builder()
                        .allowEio3(true)
                        .maxPendingBytes(100_000)
                        .build(),
                executor);
        small.server.onConnection(socket -> socket.on("n", event -> {}));
        OldClient client = new OldClient(small);
        executor.runAll();
        for (int i = 0; i < 20 && !client.closed(); i++) {
            client.sends("42[\"n\",\"" + "x".repeat(10_000) + "\"]");
        }
        assertTrue(client.closed());
        // Until the middleware of the root has let them in, they may send no more than a CONNECT needs.
        small.server.use((socket, next) -> {});
        OldClient early = new OldClient(small);
        assertEquals(small.context.options().maxConnectBytes(), early.exchange.limit());
    }
}
