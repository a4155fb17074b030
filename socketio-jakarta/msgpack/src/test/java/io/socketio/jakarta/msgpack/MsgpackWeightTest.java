package io.socketio.jakarta.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.CoreFixture;
import io.socketio.jakarta.internal.core.FakeClient;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages that wait for their handlers are weighed by the memory that they keep, compared with the heap, and are bounded. */
class MsgpackWeightTest {

    private static final double MOST = 1.5;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private CoreFixture fixture;
    private FakeClient client;
    private Socket socket;

    private void connect(long budget) {
        JsonbPayloadCodec codec = new JsonbPayloadCodec();
        MsgpackParser parser = new MsgpackParser(codec);
        fixture = new CoreFixture(
                SocketIoOptions.builder()
                        .maxPendingEvents(1_000_000)
                        .maxPendingBytes(Integer.MAX_VALUE)
                        .memoryBudgetBytes(budget)
                        .build(),
                tasks::add,
                ServerParts.of(codec).with(parser));
        List<Socket> sockets = fixture.sockets(fixture.server.of("/"));
        client = fixture.client();
        client.sends(Hex.message(0, 0, ""));
        runAll();
        socket = sockets.get(0);
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void largeMessages() {
        waiting(40, () -> Hex.repeated("83a47479706502a36e7370a12fa46461746192a165c6000f4240", "00", 1_000_000, ""));
    }

    @Test
    void arraysOfNull() {
        waiting(20, () -> Hex.repeated("83a47479706502a36e7370a12fa464617461dd0007a121a165", "c0", 500_000, ""));
    }

    @Test
    void arraysOfEmptyBinary() {
        waiting(20, () -> Hex.repeated("83a47479706502a36e7370a12fa464617461dd0003d091a165", "c400", 250_000, ""));
    }

    @Test
    void manySmallEvents() {
        byte[] event = Hex.event(1, "07");
        waiting(100_000, event::clone);
    }

    @Test
    void connectionThatHoldsMoreThanTheServerMayKeepIsClosed() {
        connect(8 << 20);
        byte[] message = Hex.repeated("83a47479706502a36e7370a12fa464617461dd0007a121a165", "c0", 500_000, "");
        assertTrue(socket.isConnected());
        // Each keeps 2.5 million bytes.
        for (int i = 0; i < 4; i++) {
            client.sends(message.clone());
        }
        fixture.scheduler.advanceMillis(0);
        runAll();
        assertFalse(socket.isConnected());
        assertEquals(0, fixture.server.engine().waitingBytes());
    }

    private void waiting(int count, Supplier<byte[]> message) {
        connect(Long.MAX_VALUE);
        long heap = liveHeap();
        long weighed = fixture.server.engine().waitingBytes();
        for (int i = 0; i < count; i++) {
            client.sends(message.get());
        }
        double grown = liveHeap() - heap;
        double counted = fixture.server.engine().waitingBytes() - weighed;
        String both = "kept " + (long) grown + " bytes, weighed " + (long) counted;
        assertTrue(counted <= MOST * grown && grown <= MOST * counted, both);
        runAll();
        assertEquals(0, socket.client().pendingBytes());
    }

    private static long liveHeap() {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            last = Math.min(
                    last,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return last;
    }
}
