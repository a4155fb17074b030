package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread that is about to send more lets what it sends go out in one write, but for no longer than somebody would notice. */
class BurstTest {

    private final EngineFixture engine = new EngineFixture();
    private final BatchingLink link = new BatchingLink();
    private EngineSession session;
    private WebSocketListener carrier;

    @BeforeEach
    void open() {
        engine.server.onRequest(new FakeWebSocketExchange(EngineFixture.WS_HANDSHAKE) {
            @Override
            public void accept(int maxMessageBytes, boolean deflate, WebSocketListener listener) {
                carrier = listener;
                listener.onOpen(link);
            }
        });
        session = engine.session();
        link.complete();
    }

    private void send(String packet) {
        session.send(List.of(OutboundPacket.text(packet)));
    }

    @Test
    void packetsOfABurstGoOutInOneSendAtItsEnd() {
        assertTrue(session.beginBurst());
        send("4a");
        send("4b");
        assertEquals(1, link.sends.size(), "only the open packet");
        session.endBurst();
        assertEquals(List.of("4a", "4b"), link.texts(1));
        link.complete();
        send("4c");
        assertEquals(List.of("4c"), link.texts(2));
    }

    /** A handler may send and then block, although more events wait behind it. */
    @Test
    void packetsOfALongBurstDoNotWaitForItsEnd() {
        session.beginBurst();
        send("4a");
        engine.scheduler.advanceMillis(10);
        assertEquals(List.of("4a"), link.texts(1));
        link.complete();
        send("4b");
        engine.scheduler.advanceMillis(10);
        assertEquals(List.of("4b"), link.texts(2));
        link.complete();
        session.endBurst();
        assertEquals(3, link.sends.size());
    }

    /** Each reply of a non-blocking listener was a write of its own, although 16 events had come with one read. */
    @Test
    void repliesToMessagesThatWereReadTogetherGoOutInOneSend() {
        carrier.onBatch(true);
        carrier.onText("41");
        send("4a");
        send("4b");
        assertEquals(1, link.sends.size(), "only the open packet");
        carrier.onBatch(false);
        assertEquals(List.of("4a", "4b"), link.texts(1));
        link.complete();
        send("4c");
        assertEquals(List.of("4c"), link.texts(2));
    }

    @Test
    void messageThatWasReadAloneIsAnsweredAtOnce() {
        carrier.onText("41");
        send("4a");
        assertEquals(List.of("4a"), link.texts(1));
    }

    /** A listener may block although it is declared non-blocking. */
    @Test
    void repliesOfAReaderThatBlocksDoNotWaitForIt() {
        carrier.onBatch(true);
        send("4a");
        engine.scheduler.advanceMillis(10);
        assertEquals(List.of("4a"), link.texts(1));
    }

    @Test
    void repliesOfAReaderThatTakesLongGoOutBetweenTwoMessages() {
        carrier.onBatch(true);
        send("4a");
        long end = System.nanoTime() + 200_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        carrier.onText("42");
        assertEquals(List.of("4a"), link.texts(1));
    }

    @Test
    void anotherThreadDoesNotWaitForTheReader() throws InterruptedException {
        carrier.onBatch(true);
        send("4a");
        Thread other = new Thread(() -> send("4b"));
        other.start();
        other.join();
        assertEquals(List.of("4a", "4b"), link.texts(1));
    }

    /** The session ends with the packet, and what it has not written is dropped. */
    @Test
    void repliesGoOutBeforeAClosePacketThatWasReadWithTheirMessages() {
        carrier.onBatch(true);
        carrier.onText("4hello");
        send("4a");
        carrier.onText("1");
        assertEquals(List.of("4a"), link.texts(1));
    }

    @Test
    void anotherThreadSendsAtOnceAndTakesAlongWhatWaits() throws InterruptedException {
        session.beginBurst();
        send("4a");
        Thread other = new Thread(() -> {
            assertFalse(session.beginBurst(), "one burst at a time");
            send("4b");
        });
        other.start();
        other.join();
        assertEquals(List.of("4a", "4b"), link.texts(1));
    }

    @Test
    void moreThanOneWriteTakesDoesNotWait() {
        session.beginBurst();
        String large = "4" + "x".repeat(20_000);
        send(large);
        assertEquals(List.of(large), link.texts(1));
    }

    /** Else a volatile event would be dropped although the client takes everything. */
    @Test
    void whatWaitsForTheBurstDoesNotMakeTheSessionUnwritable() {
        session.beginBurst();
        send("4a");
        assertTrue(session.isWritable());
        assertEquals(1, link.sends.size(), "to ask sends nothing");
        session.endBurst();
        assertFalse(session.isWritable());
    }

    @Test
    void closeSendsWhatWaits() {
        session.beginBurst();
        send("4a");
        session.close();
        assertEquals(List.of("4a"), link.texts(1));
    }

    @Test
    void oneTimerServesAllSessions() {
        int timers = engine.scheduler.pending();
        session.beginBurst();
        for (int i = 0; i < 10; i++) {
            send("4a");
        }
        assertEquals(timers + 1, engine.scheduler.pending());
        session.endBurst();
        engine.scheduler.advanceMillis(10);
        assertEquals(timers, engine.scheduler.pending());
    }
}
