package io.socketio.jakarta.internal.core.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AckTableTest {

    private final ManualScheduler scheduler = new ManualScheduler();
    private final MemoryAccount account = new MemoryAccount(
            new MemoryBudget(MemoryLimits.NONE, scheduler, new RateLimitedLog(scheduler::nowNanos)), () -> {});
    private final AckTable table = new AckTable(1_000, scheduler, scheduler::nowNanos, account);
    private final List<String> failures = new ArrayList<>();

    private final class Waiter implements PendingAck {
        final long id;

        Waiter(long id) {
            this.id = id;
        }

        @Override
        public void onResponse(Arguments response, Reservation weight) {
            throw new AssertionError();
        }

        @Override
        public void onFailure(Throwable cause) {
            failures.add(id + " " + cause.getClass().getSimpleName());
        }
    }

    private void add(long id, int millis) {
        assertEquals(AckTable.Added.WAITING, table.add(id, new Waiter(id), Duration.ofMillis(millis)));
    }

    @Test
    void takenOnceAndNoLonger() {
        add(5, 100);
        assertNotNull(table.take(5));
        assertNull(table.take(5));
        scheduler.advanceMillis(1_000);
        assertEquals(List.of(), failures);
        assertEquals(0, scheduler.pending());
    }

    @Test
    void eachExpiresAtItsOwnTime() {
        add(1, 300);
        add(2, 100);
        add(3, 200);
        scheduler.advanceMillis(99);
        assertEquals(List.of(), failures);
        scheduler.advanceMillis(1);
        assertEquals(List.of("2 AckTimeoutException"), failures);
        scheduler.advanceMillis(100);
        assertEquals(2, failures.size());
        scheduler.advanceMillis(100);
        assertEquals(3, failures.size());
        assertEquals(0, table.size());
        assertEquals(0, scheduler.pending());
    }

    @Test
    void manyEmitsShareOneTimer() {
        for (int i = 0; i < 500; i++) {
            add(i, 1_000 + i);
            assertNotNull(table.take(i));
        }
        assertEquals(1, scheduler.pending());
    }

    @Test
    void tableIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            add(i, 100);
        }
        assertEquals(AckTable.Added.FULL, table.add(1_000, new Waiter(1_000), null));
        table.take(0);
        assertEquals(AckTable.Added.WAITING, table.add(1_000, new Waiter(1_000), null));
    }

    @Test
    void closeFailsAllAndRefusesMore() {
        add(1, 100);
        table.add(2, new Waiter(2), null);
        table.close();
        table.close();
        assertEquals(Set.of("1 AckDisconnectedException", "2 AckDisconnectedException"), new HashSet<>(failures));
        assertEquals(AckTable.Added.CLOSED, table.add(3, new Waiter(3), null));
        assertEquals(0, scheduler.pending());
    }

    @Test
    void withoutTimeoutItWaitsForEver() {
        table.add(1, new Waiter(1), null);
        scheduler.advanceMillis(1_000_000);
        assertEquals(1, table.size());
        assertEquals(0, scheduler.pending());
    }

    @Test
    void behavesLikeASetUnderRandomUse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Long> oracle = new HashSet<>();
        long nextId = Long.MAX_VALUE / 2;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean() && oracle.size() < 1_000) {
                table.add(nextId, new Waiter(nextId), null);
                oracle.add(nextId);
                nextId += 1 + random.nextInt(40);
            } else {
                long id = nextId - random.nextInt(200);
                assertEquals(oracle.remove(id), table.take(id) != null, "seed " + seed);
            }
            assertEquals(oracle.size(), table.size(), "seed " + seed);
        }
    }
}
