package io.socketio.jakarta.web.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Connections whose clients send without a pause, on one I/O thread. */
class UndertowTurnsTest {

    /** Run in their order. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Due when the test says so. */
    private final List<Runnable> later = new ArrayList<>();

    private int rests;
    private final UndertowTurns turns = new UndertowTurns(tasks::add, later::add, () -> rests++);
    private final List<String> seen = new ArrayList<>();

    /** Reads once and wants to read again. */
    private void connection(String name) {
        turns.add(() -> tasks.add(() -> {
            seen.add(name);
            connection(name);
        }));
    }

    private void runTasks() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    private void pass() {
        tasks.addAll(later);
        later.clear();
    }

    /**
     * Each connection had a timer of its own, which fell due while the thread served the others. It runs all tasks that are due before it selects, so it did not
     * select, and its other connections waited for seconds.
     */
    @Test
    void nextTurnIsArrangedOnlyWhenAllHaveHadTheirs() {
        connection("a");
        connection("b");
        assertEquals(1, later.size());
        pass();
        tasks.remove().run();
        tasks.remove().run();
        assertEquals(List.of("a"), seen);
        assertEquals(List.of(), later, "nothing may be due before the thread has selected");
        runTasks();
        assertEquals(List.of("a", "b"), seen);
        assertEquals(1, later.size());
        pass();
        runTasks();
        assertEquals(List.of("a", "b", "a", "b"), seen);
        assertEquals(0, rests);
    }

    /** What was kept of each I/O thread outlived the connections. */
    @Test
    void nothingIsKeptWhenNoConnectionWaits() {
        turns.add(() -> tasks.add(() -> seen.add("a")));
        pass();
        runTasks();
        assertEquals(List.of("a"), seen);
        assertEquals(1, rests);
        assertEquals(List.of(), later);
    }

    @Test
    void connectionThatCannotBeWokenKeepsNoOtherWaiting() {
        turns.add(() -> {
            throw new IllegalStateException("closed");
        });
        connection("b");
        pass();
        runTasks();
        assertEquals(List.of("b"), seen);
    }
}
