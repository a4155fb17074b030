package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Threads that emit, each events of its own name with the numbers 1, 2, 3…, until they are told to stop; and what a client must have received then. */
final class NumberedEmitters {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Pattern NUMBERED = Pattern.compile("42\\[\"(\\w+)\",(\\d+)]");

    private final int mostEvents;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<String, Future<Integer>> runs = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();

    /** @param mostEvents the most that each thread emits */
    NumberedEmitters(int mostEvents) {
        this.mostEvents = mostEvents;
    }

    /** Starts a thread. @param emit emits the event with a number */
    void start(String event, IntConsumer emit) {
        runs.put(event, threads.submit(() -> emit(emit)));
    }

    private int emit(IntConsumer emit) {
        int n = 0;
        while (!over.get() && n < mostEvents) {
            emit.accept(++n);
            if (n % 4 == 0) {
                Thread.yield();
            }
        }
        return n;
    }

    /** Returns when no thread emits any more. */
    void stop() throws Exception {
        over.set(true);
        for (Map.Entry<String, Future<Integer>> run : runs.entrySet()) {
            sent.put(run.getKey(), run.getValue().get(60, TimeUnit.SECONDS));
        }
        threads.shutdown();
    }

    /** Requires that each event is there once, and those of one name in order. @param received text frames, those of other events among them */
    void requireAll(List<String> received, String hint) {
        Map<String, Integer> next = new HashMap<>();
        for (String event : received) {
            Matcher numbered = NUMBERED.matcher(event);
            if (numbered.matches()) {
                int expected = next.merge(numbered.group(1), 1, Integer::sum);
                assertEquals(expected, Integer.parseInt(numbered.group(2)), event + ", " + hint);
            }
        }
        assertEquals(sent, next, hint);
    }

    /** Waits for what other threads do. */
    static void await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < PATIENCE_NANOS, what);
            Thread.onSpinWait();
        }
    }
}
