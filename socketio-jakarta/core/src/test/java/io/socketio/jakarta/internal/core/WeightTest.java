package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.options.SocketIoOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What waits is weighed by the memory that it keeps, compared with the heap. In the field, an event with attachments was weighed by its attachments only,
 * a megabyte of {@code [0,0,…]} by a ninth of what it cost, and a small acknowledgement by a sixth.
 */
class WeightTest {

    private static final double MOST = 1.5;

    private final ManualExecutor executor = new ManualExecutor();
    private CoreFixture fixture;
    private FakeClient client;
    private Socket socket;

    @BeforeEach
    void connect() {
        fixture = new CoreFixture(
                SocketIoOptions.builder()
                        .maxPendingEvents(1_000_000)
                        .maxPendingAcks(1_000_000)
                        .maxPendingBytes(Integer.MAX_VALUE)
                        .maxBufferedBytes(1 << 30)
                        .memoryBudgetBytes(Long.MAX_VALUE)
                        .build(),
                executor);
        List<Socket> sockets = fixture.sockets(fixture.server.of("/"));
        client = fixture.client();
        client.sends("40");
        executor.runAll();
        socket = sockets.get(0);
    }

    @Test
    void textWithAnEmptyAttachment() {
        events(40, i -> "451-[\"n\",\"" + "x".repeat(1_000_000) + "\",{\"_placeholder\":true,\"num\":0}]", 1);
    }

    @Test
    void textThatIsNotLatin1() {
        events(20, i -> "42[\"n\",\"" + "\u20ac".repeat(1_000_000) + "\"]", 0);
    }

    @Test
    void arrayOfNumbers() {
        events(8, i -> "42[\"n\"" + ",0".repeat(500_000) + "]", 0);
    }

    @Test
    void manySmallEvents() {
        events(100_000, i -> "42[\"n\"," + i + "]", 0);
    }

    @Test
    void manySmallEventsWithAttachments() {
        events(50_000, i -> "452-[\"n\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]", 2);
    }

    @Test
    void manySmallObjectsAndKeys() {
        events(40, i -> "42[\"n\"" + ",{\"a\":1}".repeat(60_000) + "]", 0);
        events(40, i -> "42[\"n\",{\"a\":0" + ",\"k\":1".repeat(80_000) + "}]", 0);
    }

    @Test
    void attachmentsThatWaitForTheRest() {
        compare(() -> {
            client.sends("4510-[\"n\"" + ",{\"_placeholder\":true,\"num\":9}".repeat(30_000) + "]");
            for (int i = 0; i < 9; i++) {
                client.sends(new byte[1_000_000]);
            }
        });
    }

    @Test
    void acknowledgementsThatAreAwaitedAndTheirAnswers() {
        client.exchange.link().completing(FakeWebSocketLink.Completion.SYNCHRONOUS);
        int count = 50_000;
        for (int i = 0; i < count; i++) {
            socket.emitWithAck("q");
        }
        executor.runAll();
        long pending = fixture.server.engine().waitingBytes();
        assertTrue(pending >= 200L * count, () -> "weighed " + pending);
        compare(() -> {
            for (int i = 0; i < count; i++) {
                client.sends("43" + i + "[\"answer\"]");
            }
        });
        executor.runAll();
        assertEquals(0, fixture.server.engine().waitingBytes());
    }

    @Test
    void smallAcknowledgementsForAClientThatDoesNotRead() {
        outgoing(100_000, i -> "");
    }

    @Test
    void textsForAClientThatDoesNotRead() {
        outgoing(2_000, i -> "x".repeat(10_000));
        outgoing(2_000, i -> "\u20ac".repeat(10_000));
        outgoing(20_000, i -> "\u20ac".repeat(200));
    }

    private void events(int count, IntFunction<String> frame, int attachments) {
        compare(() -> {
            for (int i = 0; i < count; i++) {
                // Each frame is a string of its own, as those that a carrier reads: an event keeps it.
                client.sends(new String(frame.apply(i).toCharArray()));
                for (int a = 0; a < attachments; a++) {
                    client.sends(new byte[0]);
                }
            }
        });
        executor.runAll();
        assertEquals(0, socket.client().pendingBytes());
    }

    private void outgoing(int count, IntFunction<String> text) {
        FakeWebSocketLink link = client.exchange.link();
        link.completing(FakeWebSocketLink.Completion.WHEN_TOLD);
        compare(() -> {
            for (int i = 0; i < count; i++) {
                socket.emit("a", text.apply(i));
            }
        });
        while (link.hasPending()) {
            link.complete();
        }
        assertEquals(0, fixture.server.engine().waitingBytes());
    }

    private void compare(Runnable action) {
        long heap = liveHeap();
        long weighed = fixture.server.engine().waitingBytes();
        action.run();
        double grown = liveHeap() - heap;
        double counted = fixture.server.engine().waitingBytes() - weighed;
        String both = "kept " + (long) grown + " bytes, weighed " + (long) counted;
        System.out.println(both);
        assertTrue(counted <= MOST * grown && grown <= MOST * counted, both);
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
