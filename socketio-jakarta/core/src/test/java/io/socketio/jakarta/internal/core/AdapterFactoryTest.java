package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.adapter.AdapterFactory;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A cluster needs an adapter and nothing else of the core. */
class AdapterFactoryTest {

    private final BusAdapter.Bus bus = new BusAdapter.Bus();
    private final CoreFixture here = node();
    private final CoreFixture there = node();

    private CoreFixture node() {
        return new CoreFixture(parts(bus));
    }

    private static ServerParts parts(AdapterFactory adapters) {
        return ServerParts.of(new JsonbPayloadCodec()).with(adapters);
    }

    @Test
    void broadcastReachesTheClientsOfBothNodes() {
        FakeClient near = here.connected();
        FakeClient far = there.connected();
        near.received();
        far.received();
        here.server.emit("x", 1);
        assertEquals(List.of("42[\"x\",1]"), near.received());
        assertEquals(List.of("42[\"x\",1]"), far.received());
        here.server.local().emit("x", 2);
        assertEquals(List.of("42[\"x\",2]"), near.received());
        assertEquals(List.of(), far.received());
    }

    @Test
    void acknowledgementsOfBothNodesAreCollected() {
        FakeClient near = here.connected();
        FakeClient far = there.connected();
        CompletableFuture<List<Arguments>> answers =
                here.server.emitWithAck("count").toCompletableFuture();
        near.sends("430[1]");
        assertFalse(answers.isDone());
        far.sends("430[2]");
        assertEquals(
                List.of(1, 2),
                answers.join().stream().map(each -> each.arg(0, int.class)).toList());
    }

    @Test
    void serverSideEventsComeToTheListenersOfOtherNodesAndBindLikeAllOthers() {
        List<String> heard = new ArrayList<>();
        here.server.on("job", args -> heard.add("here"));
        there.server.on("job", args -> heard.add("there " + args.arg(0, long.class) + " " + args.arg(1)));
        here.server.serverSideEmit("job", 7, null);
        assertEquals(List.of("there 7 null"), heard);
    }

    @Test
    void listenerThatThrowsKeepsNoOtherFromItsEvent() {
        List<String> heard = new ArrayList<>();
        there.server.on("job", args -> {
            throw new IllegalStateException("as the test wants it");
        });
        there.server.on("job", args -> heard.add("second"));
        here.server.serverSideEmit("job");
        assertEquals(List.of("second"), heard);
    }

    @Test
    void adapterIsOpenedWithItsNamespaceAndClosedWithTheServer() {
        here.server.of("/chat");
        assertEquals(3, bus.created.size());
        assertEquals(bus.created, bus.open);
        here.server.close();
        assertEquals(List.of("/"), bus.open.stream().map(BusAdapter::namespace).toList());
    }

    @Test
    void adapterOfAChildIsClosedWhenTheChildGoes() {
        CoreFixture node = new CoreFixture(
                SocketIoOptions.builder().cleanupEmptyChildNamespaces(true).build(), Runnable::run, parts(bus));
        node.server.of(Pattern.compile("^/room-\\d$"));
        FakeClient client = node.connected("/room-1");
        BusAdapter child = bus.created.get(bus.created.size() - 1);
        assertEquals("/room-1", child.namespace());
        assertTrue(bus.open.contains(child));
        client.sends("41/room-1,");
        assertTrue(child.closed);
    }
}
