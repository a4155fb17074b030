package io.socketio.jakarta.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbered messages in both directions while the session moves to WebSocket: none lost, doubled or reordered. */
class UpgradeStressTest {

    private static final int MESSAGES = 20;

    /** Insists that calls do not overlap and that nothing follows the end. */
    private static final class StrictListener extends RecordingListener {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicInteger ends = new AtomicInteger();
        volatile String complaint;

        @Override
        public void onText(String message) {
            if (!busy.compareAndSet(false, true)) {
                complaint = "two message calls at a time";
            }
            if (ends.get() > 0) {
                complaint = "message after the end";
            }
            super.onText(message);
            busy.set(false);
        }

        @Override
        public void onClose(CloseReason reason, String description) {
            if (ends.incrementAndGet() > 1) {
                complaint = "two ends";
            }
            super.onClose(reason, description);
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final long seed = new Random().nextLong();
    /** Rounds in which messages went over both transports. */
    private final AtomicInteger splitRounds = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void politeClientLosesNothing() throws Exception {
        System.out.println("UpgradeStressTest.politeClientLosesNothing seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            new Round(new Random(random.nextLong())).play(true);
        }
        System.out.println(splitRounds + " rounds used both transports");
        assertTrue(splitRounds.get() > 0);
    }

    @Test
    void rudeClientThatDoesNotPauseLosesNothingEither() throws Exception {
        System.out.println("UpgradeStressTest.rudeClient seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            new Round(new Random(random.nextLong())).play(false);
        }
        System.out.println(splitRounds + " rounds used both transports");
        assertTrue(splitRounds.get() > 0);
    }

    @Test
    void sessionThatEndsAtAnyMomentEndsOnceAndLeavesNothing() throws Exception {
        System.out.println("UpgradeStressTest.sessionThatEndsAtAnyMoment seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            new Round(new Random(random.nextLong())).playToTheEnd();
        }
    }

    /** One session, its application and its client. */
    private final class Round {
        private final Random random;
        private final EngineFixture engine;
        private final StrictListener listener = new StrictListener();
        private final EngineSession session;
        private final FakeWebSocketLink link = new FakeWebSocketLink();
        private final List<String> polled = new ArrayList<>();
        private final AtomicBoolean probing = new AtomicBoolean();
        private final AtomicBoolean upgrading = new AtomicBoolean();
        private final AtomicBoolean paused = new AtomicBoolean();
        private final AtomicBoolean pollingEnded = new AtomicBoolean();

        Round(Random random) {
            this.random = random;
            Duration never = Duration.ofDays(1);
            engine = new EngineFixture(new EngineOptions(
                    never,
                    never,
                    never,
                    random.nextBoolean() ? 20 : 10_000,
                    EnumSet.allOf(TransportName.class),
                    true,
                    -1,
                    false,
                    1 << 20,
                    never,
                    Duration.ofSeconds(30)));
            engine.hooks.nextListener = listener;
            session = engine.open();
            if (random.nextBoolean()) {
                link.completingOn(threads);
            }
        }

        void play(boolean polite) throws Exception {
            int splitAt = random.nextInt(MESSAGES);
            int probeAt = random.nextInt(splitAt + 1);
            List<Future<?>> work = start(List.of(
                    sender('a', random.nextBoolean()),
                    sender('b', random.nextBoolean()),
                    this::pollLoop,
                    polite ? () -> politeClient(probeAt, splitAt) : () -> rudeClient(probeAt),
                    polite ? () -> null : this::postLoop));
            for (Future<?> part : work) {
                part.get(30, TimeUnit.SECONDS);
            }
            awaitAll();
            List<String> received = new ArrayList<>(polled);
            received.addAll(link.texts());
            received.removeIf(packet -> !packet.startsWith("4"));
            if (holdsMessages(polled) && holdsMessages(link.texts())) {
                splitRounds.incrementAndGet();
            }
            assertNumbered(received, "4a", MESSAGES);
            assertNumbered(received, "4b", MESSAGES);
            assertEquals(2 * MESSAGES, received.size());
            assertFalse(link.overlapped());
            assertNumbered(listener.events(), "c", MESSAGES);
            assertEquals(null, listener.complaint);
            assertTrue(session.isOpen());
        }

        void playToTheEnd() throws Exception {
            boolean discard = random.nextBoolean();
            int patience = random.nextInt(50);
            List<Future<?>> work = start(List.of(
                    sender('a', random.nextBoolean()),
                    this::pollLoop,
                    () -> rudeClient(random.nextInt(5)),
                    this::postLoop,
                    () -> {
                        for (int i = 0; i < patience; i++) {
                            Thread.yield();
                        }
                        if (discard) {
                            session.discard();
                        } else {
                            session.close();
                        }
                        return null;
                    }));
            for (Future<?> part : work) {
                part.get(30, TimeUnit.SECONDS);
            }
            await(() -> {
                engine.scheduler.advanceMillis(30_000);
                return listener.ends.get() == 1;
            });
            assertEquals(null, listener.complaint);
            assertEquals(0, engine.server.sessionCount());
            await(() -> engine.scheduler.pending() == 0);
            assertFalse(link.overlapped());
        }

        private List<Future<?>> start(List<Callable<Object>> parts) {
            CyclicBarrier barrier = new CyclicBarrier(parts.size());
            List<Future<?>> work = new ArrayList<>();
            for (Callable<Object> part : parts) {
                work.add(threads.submit(() -> {
                    barrier.await(20, TimeUnit.SECONDS);
                    return part.call();
                }));
            }
            return work;
        }

        private Callable<Object> sender(char name, boolean separately) {
            Random pauses = new Random(random.nextLong());
            int longestPause = 1 + random.nextInt(30);
            int probingAt = random.nextInt(MESSAGES);
            int upgradingAt = probingAt + random.nextInt(MESSAGES);
            return () -> {
                for (int i = 0; i < MESSAGES; i++) {
                    if (i == probingAt) {
                        await(() -> probing.get() || !session.isOpen());
                    }
                    if (i == upgradingAt) {
                        await(() -> upgrading.get() || !session.isOpen());
                    }
                    for (int pause = pauses.nextInt(longestPause); pause > 0; pause--) {
                        Thread.yield();
                    }
                    List<OutboundPacket> packets = List.of(OutboundPacket.text("4" + name + i));
                    if (separately) {
                        session.enqueue(packets);
                        session.flush();
                    } else {
                        session.send(packets);
                    }
                }
                return null;
            };
        }

        private Object pollLoop() throws InterruptedException {
            while (!paused.get()) {
                FakeHttpExchange poll = engine.poll(session);
                poll.await();
                if (poll.status() != 200) {
                    break;
                }
                polled.addAll(List.of(poll.bodyText().split("\u001e")));
                if (poll.bodyText().endsWith("1") && !poll.bodyText().startsWith("4")) {
                    break;
                }
            }
            pollingEnded.set(true);
            return null;
        }

        /** Posts, probes, waits until its poll is back and its posts are answered, then upgrades; as the official client does it. */
        private Object politeClient(int probeAt, int splitAt) throws Exception {
            FakeWebSocketExchange socket = null;
            for (int i = 0; i < splitAt; i++) {
                if (i == probeAt) {
                    socket = probe();
                }
                FakeHttpExchange post = engine.post(session, "4c" + i);
                assertEquals("ok", post.bodyText());
            }
            if (socket == null) {
                socket = probe();
            }
            await(() -> link.texts().contains("3probe"));
            paused.set(true);
            await(() -> {
                engine.scheduler.advanceMillis(100);
                return pollingEnded.get();
            });
            upgrading.set(true);
            socket.sends("5");
            for (int i = splitAt; i < MESSAGES; i++) {
                socket.sends("4c" + i);
            }
            return null;
        }

        /** Upgrades while a poll waits and a post is under way. */
        private Object rudeClient(int patience) {
            FakeWebSocketExchange socket = probe();
            for (int i = 0; i < patience; i++) {
                Thread.yield();
            }
            upgrading.set(true);
            socket.sends("5");
            for (int i = 0; i < MESSAGES; i++) {
                socket.sends("4c" + i);
            }
            return null;
        }

        private Object postLoop() throws InterruptedException {
            int accepted = 0;
            while (accepted < MESSAGES) {
                FakeHttpExchange post = engine.post(session, "4p" + accepted);
                post.await();
                if (post.status() != 200) {
                    break;
                }
                accepted++;
            }
            if (session.isOpen()) {
                int count = accepted;
                await(() -> listener.events().stream()
                                .filter(message -> message.startsWith("p"))
                                .count()
                        == count);
                assertNumbered(listener.events(), "p", count);
            }
            return null;
        }

        private FakeWebSocketExchange probe() {
            probing.set(true);
            FakeWebSocketExchange socket = engine.upgrade("EIO=4&transport=websocket&sid=" + session.id(), link);
            if (socket.accepted()) {
                socket.sends("2probe");
            } else {
                // The session had ended already; what is sent now goes nowhere.
                return engine.upgrade("EIO=4&transport=polling", new FakeWebSocketLink());
            }
            return socket;
        }

        private void awaitAll() throws InterruptedException {
            await(() -> polled.stream().filter(packet -> packet.startsWith("4")).count()
                            + link.texts().stream()
                                    .filter(packet -> packet.startsWith("4"))
                                    .count()
                    >= 2 * MESSAGES);
            await(() -> session.isWritable());
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited too long");
            }
            Thread.yield();
        }
    }

    private static boolean holdsMessages(List<String> packets) {
        return packets.stream().anyMatch(packet -> packet.startsWith("4"));
    }

    private static void assertNumbered(List<String> all, String prefix, int count) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(prefix + i);
        }
        List<String> actual = new ArrayList<>(all);
        actual.removeIf(packet -> !packet.startsWith(prefix));
        assertEquals(expected, actual);
    }
}
