package io.socketio.jakarta.web.threads;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a thread pool; wakes one idle thread at a time, the one that was busy last. Several short tasks that come together are then run by one or
 * two threads, while a {@code LinkedBlockingQueue} wakes a thread for each, the one that has been idle for longest. A thread that was woken wakes the
 * next one before it runs its task if more tasks wait, so a task that blocks does not delay them. Thread-safe, lock-free, without a bound.
 *
 * <p>If tasks wait and threads are idle, then one of these threads is waking, or a thread is in {@link #wake}.
 */
final class WorkQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** A stack. */
    private final Deque<Waiter> idle = new ConcurrentLinkedDeque<>();

    /** Whether a thread has been taken from the idle ones and has not looked for a task yet. */
    private final AtomicBoolean waking = new AtomicBoolean();

    /** One wait of one thread. */
    private static final class Waiter {

        final Thread thread = Thread.currentThread();
        volatile boolean woken;
    }

    @Override
    public boolean offer(Runnable task) {
        tasks.add(task);
        wake();
        return true;
    }

    private void wake() {
        while (!tasks.isEmpty() && !idle.isEmpty() && waking.compareAndSet(false, true)) {
            Waiter next = idle.poll();
            if (next != null) {
                next.woken = true;
                LockSupport.unpark(next.thread);
                return;
            }
            // Look again: others have relied on this thread meanwhile.
            waking.set(false);
        }
    }

    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        return await(unit.toNanos(timeout));
    }

    @Override
    public Runnable take() throws InterruptedException {
        while (true) {
            Runnable task = await(FOREVER);
            if (task != null) {
                return task;
            }
        }
    }

    private @Nullable Runnable await(long nanos) throws InterruptedException {
        Runnable task = tasks.poll();
        if (task != null) {
            return task;
        }
        long begin = System.nanoTime();
        Waiter self = new Waiter();
        idle.push(self);
        while (true) {
            // Behind the push: whoever has added a task before it may not have seen this thread.
            task = tasks.poll();
            long left = nanos - (System.nanoTime() - begin);
            if (task != null || left <= 0 || Thread.currentThread().isInterrupted()) {
                leave(self);
                if (task == null && Thread.interrupted()) {
                    throw new InterruptedException();
                }
                // Who gets nothing may end, so it looks once more: all other threads may be busy for long.
                return task == null ? tasks.poll() : task;
            }
            if (self.woken) {
                // Another thread was faster.
                leave(self);
                self = new Waiter();
                idle.push(self);
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /** The thread is not idle any more. If it was woken, the next one may be. */
    private void leave(Waiter self) {
        if (self.woken || !idle.remove(self)) {
            waking.set(false);
            wake();
        }
    }

    @Override
    public @Nullable Runnable poll() {
        return tasks.poll();
    }

    @Override
    public @Nullable Runnable peek() {
        return tasks.peek();
    }

    @Override
    public int size() {
        return tasks.size();
    }

    @Override
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    @Override
    public boolean remove(Object task) {
        return tasks.remove(task);
    }

    @Override
    public Iterator<Runnable> iterator() {
        return tasks.iterator();
    }

    @Override
    public void put(Runnable task) {
        offer(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> target, int most) {
        int count = 0;
        for (Runnable task = null; count < most && (task = tasks.poll()) != null; count++) {
            target.add(task);
        }
        return count;
    }
}
