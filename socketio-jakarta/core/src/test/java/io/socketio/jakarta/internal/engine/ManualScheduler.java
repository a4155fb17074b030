package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so. */
public final class ManualScheduler implements Scheduler {

    private final class Task implements Cancellable {
        final Runnable action;
        final long atNanos;

        Task(Runnable action, long atNanos) {
            this.action = action;
            this.atNanos = atNanos;
        }

        @Override
        public void cancel() {
            synchronized (ManualScheduler.this) {
                tasks.remove(this);
            }
        }
    }

    private final List<Task> tasks = new ArrayList<>();
    private long nowNanos;

    @Override
    public synchronized Cancellable schedule(Runnable task, Duration delay) {
        Task scheduled = new Task(task, nowNanos + delay.toNanos());
        tasks.add(scheduled);
        return scheduled;
    }

    /** What a clock shows that goes with this scheduler. */
    public synchronized long nowNanos() {
        return nowNanos;
    }

    public synchronized int pending() {
        return tasks.size();
    }

    public void advanceMillis(long millis) {
        long end;
        synchronized (this) {
            end = nowNanos + Duration.ofMillis(millis).toNanos();
        }
        for (Task due = nextDue(end); due != null; due = nextDue(end)) {
            due.action.run();
        }
        synchronized (this) {
            nowNanos = end;
        }
    }

    private synchronized Task nextDue(long end) {
        Task next = tasks.stream()
                .min(Comparator.comparingLong(task -> task.atNanos))
                .orElse(null);
        if (next == null || next.atNanos > end) {
            return null;
        }
        tasks.remove(next);
        nowNanos = Math.max(nowNanos, next.atNanos);
        return next;
    }
}
