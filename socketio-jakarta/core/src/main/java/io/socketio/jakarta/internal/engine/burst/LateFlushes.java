package io.socketio.jakarta.internal.engine.burst;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits for the end of a {@link Burst} that lasts long, because a handler blocks. One timer for all sessions, which runs only while some are in a
 * burst. Lock-free.
 */
public final class LateFlushes {

    /** Short for whoever waits for the packet, long beside the bursts of handlers that do not block. */
    private static final Duration DELAY = Duration.ofMillis(10);

    private record Waiting(Burst burst, @Nullable Waiting next) {}

    private final Scheduler scheduler;
    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

    public LateFlushes(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public void add(Burst burst) {
        Waiting before;
        do {
            before = waiting.get();
        } while (!waiting.compareAndSet(before, new Waiting(burst, before)));
        if (before == null) {
            schedule();
        }
    }

    private void schedule() {
        boolean scheduled = false;
        try {
            scheduler.schedule(this::run, DELAY);
            scheduled = true;
        } finally {
            if (!scheduled) {
                run();
            }
        }
    }

    private void run() {
        for (Waiting each = waiting.getAndSet(null); each != null; each = each.next) {
            each.burst.flushLate();
        }
    }
}
