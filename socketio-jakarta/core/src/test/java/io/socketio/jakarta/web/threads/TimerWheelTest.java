package io.socketio.jakarta.web.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.Scheduler.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which timers are due when. */
class TimerWheelTest {

    private static final int TURN = 512;

    private final TimerWheel wheel = new TimerWheel();
    private final List<String> ran = new ArrayList<>();

    private Cancellable add(String name, int due) {
        return Objects.requireNonNull(wheel.add(() -> ran.add(name), due));
    }

    private List<String> runUntil(int tick) {
        ran.clear();
        wheel.advance(tick).forEach(Runnable::run);
        return List.copyOf(ran);
    }

    @Test
    void aTimerIsDueAtItsTickAndOnce() {
        add("a", 3);
        assertEquals(List.of(), runUntil(2));
        assertEquals(List.of("a"), runUntil(3));
        assertEquals(List.of(), runUntil(3 + TURN));
        assertTrue(wheel.isEmpty());
    }

    @Test
    void timersOfTheSameTickAreDueInTheOrderInWhichTheyWereAdded() {
        add("a", 3);
        add("later", 3 + TURN);
        add("b", 3);
        assertEquals(List.of("a", "b"), runUntil(3));
        assertEquals(List.of("later"), runUntil(3 + TURN));
    }

    @Test
    void aCancelledTimerIsGoneAtOnce() {
        Cancellable timer = add("a", 3);
        add("b", 3);
        timer.cancel();
        timer.cancel();
        assertEquals(List.of("b"), runUntil(3));
        assertTrue(wheel.isEmpty());
    }

    /** It is on its way to a thread, which has not begun with it. */
    @Test
    void aTimerThatIsDueCanBeCancelledUntilItRuns() {
        Cancellable timer = add("a", 3);
        List<TimerWheel.Timer> due = wheel.advance(3);
        timer.cancel();
        due.forEach(Runnable::run);
        assertEquals(List.of(), ran);
        assertTrue(wheel.isEmpty());
    }

    @Test
    void aTickThatHasPassedIsRefused() {
        wheel.advance(5);
        assertNull(wheel.add(() -> {}, 5));
        assertNotNull(wheel.add(() -> {}, 6));
    }

    /** The wheel rests while it is empty, for however many turns. */
    @Test
    void aWheelThatHasRestedForManyTurnsFindsEveryTimer() {
        for (int i = 1; i <= TURN; i++) {
            add("t" + i, 7 * TURN + i);
        }
        assertFalse(wheel.isEmpty());
        assertEquals(TURN, runUntil(8 * TURN).size());
    }

    @Test
    void ticksMayOverflow() {
        wheel.advance(Integer.MAX_VALUE - 1_000_000_000);
        wheel.advance(Integer.MAX_VALUE - 1);
        add("a", Integer.MAX_VALUE + 2);
        assertEquals(List.of(), runUntil(Integer.MAX_VALUE + 1));
        assertEquals(List.of("a"), runUntil(Integer.MAX_VALUE + 2));
    }

    /** Against a sorted map, with a printed seed. */
    @Test
    void randomTimersAreDueAsInASortedMap() {
        long seed = System.nanoTime();
        System.out.println("TimerWheelTest seed " + seed);
        Random random = new Random(seed);
        TreeMap<Integer, List<String>> expected = new TreeMap<>();
        List<Runnable> cancels = new ArrayList<>();
        int now = 0;
        for (int step = 0; step < 20_000; step++) {
            int action = random.nextInt(4);
            if (action < 2) {
                String name = "t" + step;
                int due = now + 1 + random.nextInt(3 * TURN);
                Cancellable timer = add(name, due);
                expected.computeIfAbsent(due, unused -> new ArrayList<>()).add(name);
                cancels.add(() -> {
                    timer.cancel();
                    expected.getOrDefault(due, new ArrayList<>()).remove(name);
                });
            } else if (action == 2 && !cancels.isEmpty()) {
                cancels.remove(random.nextInt(cancels.size())).run();
            } else {
                now += random.nextInt(40);
                List<String> due = new ArrayList<>();
                var passed = expected.headMap(now, true);
                passed.values().forEach(due::addAll);
                passed.clear();
                List<String> found = new ArrayList<>(runUntil(now));
                // By slots, which within one turn is the order of the ticks.
                assertEquals(
                        due.stream().sorted().toList(), found.stream().sorted().toList());
            }
        }
    }

    /** No timer is lost and none runs twice while threads add and cancel beside the one that advances. */
    @Test
    void noTimerIsLostBesideAThreadThatAdvances() throws Exception {
        int rounds = 200_000;
        AtomicInteger tick = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger added = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        CyclicBarrier begin = new CyclicBarrier(3);
        List<Thread> adders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread adder = new Thread(() -> {
                await(begin);
                for (int n = 0; n < rounds; n++) {
                    boolean cancelled = n % 4 == 0;
                    // A timer that is cancelled may have run before, so it is not counted.
                    Runnable task = cancelled ? () -> {} : runs::incrementAndGet;
                    Cancellable timer = wheel.add(task, tick.get() + 1 + n % 3);
                    if (timer != null && cancelled) {
                        timer.cancel();
                    } else if (timer != null) {
                        added.incrementAndGet();
                    }
                }
            });
            adder.start();
            adders.add(adder);
        }
        Thread advancing = new Thread(() -> {
            await(begin);
            while (!over.get()) {
                wheel.advance(tick.incrementAndGet()).forEach(Runnable::run);
            }
        });
        advancing.start();
        for (Thread adder : adders) {
            adder.join();
        }
        over.set(true);
        advancing.join();
        wheel.advance(tick.get() + TURN).forEach(Runnable::run);
        assertTrue(wheel.isEmpty());
        assertEquals(added.get(), runs.get());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
