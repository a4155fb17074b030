package io.socketio.jakarta.web.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.SendCallback;
import io.socketio.jakarta.internal.websocket.Frames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundFramesTest {

    private final ExecutorService container = Executors.newSingleThreadExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final OutboundFrames.Events events = new OutboundFrames.Events() {
        @Override
        public void onCloseFrameWritten() {
            closed.countDown();
        }

        @Override
        public void onWriteFailed(Throwable cause) {
            failures.add(cause);
        }
    };

    /** Counts the results of one send. */
    private static final class Result implements SendCallback {

        final CountDownLatch done = new CountDownLatch(1);
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();

        @Override
        public void onSent() {
            sent.incrementAndGet();
            done.countDown();
        }

        @Override
        public void onFailed(Throwable cause) {
            failed.incrementAndGet();
            done.countDown();
        }

        Result await() throws InterruptedException {
            assertTrue(done.await(10, TimeUnit.SECONDS));
            return this;
        }
    }

    @AfterEach
    void stop() {
        container.shutdownNow();
    }

    /** Sends, pongs and the container's calls on three threads: every send completes once, in order, flushed, and nothing overlaps. */
    @Test
    void nothingIsLostOrMixedWhenTheStreamIsFullAtAnyTime() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("OutboundFramesTest seed " + seed);
        for (int round = 0; round < 300; round++) {
            FakeOutputStream stream = new FakeOutputStream(seed + round, container);
            OutboundFrames frames = new OutboundFrames(events);
            frames.start(stream, true);
            Thread ponger = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    frames.pong(Frames.pong(new byte[] {(byte) i}));
                }
            });
            ponger.start();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int i = 0; i < 30; i++) {
                byte[] frame = Frames.text(i % 10 == 0 ? "y".repeat(150_000) : "message " + i);
                expected.writeBytes(frame);
                Result result = new Result();
                frames.send(frame, result);
                result.await();
                assertEquals(1, result.sent.get(), "seed " + seed);
            }
            ponger.join();
            frames.close(Frames.close());
            assertTrue(closed.await(10, TimeUnit.SECONDS));
            assertArrayEquals(expected.toByteArray(), withoutControlFrames(stream.written.toByteArray()));
            assertEquals(List.of(), failures);
        }
    }

    private static byte[] withoutControlFrames(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int code = bytes[at + 1];
            int header = code < 126 ? 2 : code == 126 ? 4 : 10;
            int length = code < 126 ? code : 0;
            for (int i = 2; code >= 126 && i < header; i++) {
                length = length << 8 | bytes[at + i] & 0xff;
            }
            if ((bytes[at] & 0x0f) < 8) {
                out.write(bytes, at, header + length);
            }
            at += header + length;
        }
        return out.toByteArray();
    }

    @Test
    void closeFrameIsTheLastOne() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, container);
        OutboundFrames frames = new OutboundFrames(events);
        frames.start(stream, true);
        Result first = new Result();
        frames.send(Frames.text("a"), first);
        frames.close(Frames.close());
        frames.close(Frames.text("never"));
        Result late = new Result();
        frames.send(Frames.text("late"), late);
        frames.pong(Frames.pong(new byte[0]));
        assertEquals(1, first.await().sent.get());
        assertEquals(1, late.await().failed.get());
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        byte[] written = stream.written.toByteArray();
        assertEquals((byte) 0x88, written[written.length - 2]);
    }

    private OutboundFrames onFreeStream(FakeOutputStream stream) {
        stream.takeEverything();
        OutboundFrames frames = new OutboundFrames(events);
        frames.start(stream, true);
        return frames;
    }

    @Test
    void aStreamThatIsReadyForOneThreadOnlyIsAskedByEachThatWrites() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, container);
        stream.takeEverything();
        stream.isReadyForWhoAsks();
        OutboundFrames frames = new OutboundFrames(events);
        frames.start(stream, false);
        requireSent(frames, Frames.text("a"));
        Thread other = new Thread(() -> frames.send(Frames.text("b"), new Result()));
        other.start();
        other.join();
        requireSent(frames, Frames.text("c"));
        assertEquals(9, stream.written.size());
        assertEquals(List.of(), failures);
    }

    private static void requireSent(OutboundFrames frames, byte[] frame) throws Exception {
        Result result = new Result();
        frames.send(frame, result);
        assertEquals(1, result.await().sent.get());
    }

    /** Each question costs Tomcat two locks. */
    @Test
    void streamIsAskedOnlyAfterSomethingWasWritten() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, Runnable::run);
        OutboundFrames frames = onFreeStream(stream);
        int before = stream.asked;
        requireSent(frames, Frames.text("a"));
        assertEquals(2, stream.asked - before, "after the write and after the flush");
    }

    @Test
    void whatComesDuringAWriteIsFlushedWithIt() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, Runnable::run);
        OutboundFrames frames = onFreeStream(stream);
        stream.onceOnWrite(() -> frames.pong(Frames.pong(new byte[0])));
        requireSent(frames, Frames.text("a"));
        assertArrayEquals(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x8a, 0}, stream.written.toByteArray());
        assertEquals(1, stream.flushes);
    }

    /** RFC 6455, section 5.5.1: nothing follows a close frame. */
    @Test
    void pingThatComesWhileTheCloseFrameIsWrittenIsNotAnswered() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, container);
        OutboundFrames frames = new OutboundFrames(events);
        frames.start(stream, true);
        stream.onceOnWrite(() -> frames.pong(Frames.pong(new byte[0])));
        frames.close(Frames.close());
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertArrayEquals(new byte[] {(byte) 0x88, 0}, stream.written.toByteArray());
    }

    @Test
    void sendThatWaitsFailsWhenTheConnectionIsAbandoned() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, container);
        OutboundFrames frames = new OutboundFrames(events);
        stream.stick();
        frames.start(stream, true);
        Result waiting = new Result();
        frames.send(Frames.text("a"), waiting);
        assertFalse(waiting.done.await(0, TimeUnit.SECONDS));
        frames.abandon(new IllegalStateException("gone"));
        assertEquals(1, waiting.await().failed.get());
        assertEquals(0, stream.written.size());
    }

    @Test
    void failureOfTheStreamFailsTheSendAndIsReported() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, Runnable::run);
        OutboundFrames frames = new OutboundFrames(events);
        frames.start(stream, true);
        stream.breakDown();
        Result result = new Result();
        frames.send(Frames.text("a"), result);
        assertEquals(1, result.await().failed.get());
        assertEquals(1, failures.size());
        Result next = new Result();
        frames.send(Frames.text("b"), next);
        assertEquals(1, next.await().failed.get());
    }

    @Test
    void onlyTheLatestPongWaits() throws Exception {
        FakeOutputStream stream = new FakeOutputStream(1, container);
        OutboundFrames frames = new OutboundFrames(events);
        CountDownLatch hold = new CountDownLatch(1);
        container.execute(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        frames.start(stream, true);
        for (int i = 0; i < 100; i++) {
            frames.pong(Frames.pong(new byte[] {(byte) i}));
        }
        hold.countDown();
        frames.close(Frames.close());
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertArrayEquals(new byte[] {(byte) 0x8a, 1, 99, (byte) 0x88, 0}, stream.written.toByteArray());
    }
}
