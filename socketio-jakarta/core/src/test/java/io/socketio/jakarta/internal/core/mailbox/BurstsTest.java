package io.socketio.jakarta.internal.core.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;
import io.socketio.jakarta.internal.engine.memory.MemoryLimits;
import io.socketio.jakarta.internal.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mailbox tells when several tasks run one after the other. */
class BurstsTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> seen = new ArrayList<>();
    private final Bursts bursts = new Bursts() {
        @Override
        public boolean beginBurst() {
            seen.add("begin");
            return true;
        }

        @Override
        public void endBurst() {
            seen.add("end");
        }
    };
    private final SerialExecutor mailbox = new SerialExecutor(
            executor,
            bursts,
            new MemoryAccount(
                    new MemoryBudget(MemoryLimits.NONE, new ManualScheduler(), new RateLimitedLog(System::nanoTime)),
                    () -> {}),
            thrown -> {});

    private void post(String name) {
        mailbox.post(MailboxTask.of(() -> seen.add(name)));
    }

    @Test
    void singleTaskIsNoBurst() {
        post("a");
        executor.runAll();
        assertEquals(List.of("a"), seen);
    }

    @Test
    void burstLastsFromTheFirstTaskToTheRest() {
        post("a");
        post("b");
        post("c");
        executor.runAll();
        assertEquals(List.of("begin", "a"), seen.subList(0, 2));
        // On a busy machine the burst may end and begin again between two tasks.
        assertEquals(
                Collections.frequency(seen, "begin"), Collections.frequency(seen, "end"), "each burst ends: " + seen);
        seen.removeAll(List.of("begin", "end"));
        assertEquals(List.of("a", "b", "c"), seen);
    }

    /** What was sent before a task that takes long does not wait for the tasks behind it. */
    @Test
    void burstEndsBehindATaskThatHasTakenLong() {
        mailbox.post(MailboxTask.of(() -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            seen.add("long");
        }));
        post("b");
        executor.runAll();
        assertEquals(List.of("begin", "long", "end", "b"), seen);
    }
}
