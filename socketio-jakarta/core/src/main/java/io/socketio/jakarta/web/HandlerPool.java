package io.socketio.jakarta.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool for many short tasks that sometimes block. As long as they are short, as many threads as there are processors take them, and a task
 * that is handed over while these are busy wakes nobody: on the path of every message it is the waking that costs. When tasks wait for longer than a
 * tick, because handlers block, more threads are let in; when none has waited for a while, they go to rest one by one.
 *
 * <p>Idle threads wait on a stack, so that the same few stay warm and the others end.
 */
final class HandlerPool extends AbstractExecutorService {

    /** Calls a task once, later. */
    @FunctionalInterface
    interface Timer {
        void later(Runnable task, long delayMillis);
    }

    private static final Logger LOG = System.getLogger(HandlerPool.class.getName());
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(30);
    static final long TICK_MS = 5;

    /** Ticks without a task that waited, after which one thread less may run. */
    private static final int CALM_TICKS = 50;

    /**
     * How often a thread that finds no task lets others go first before it rests. On a busy processor those are the threads that bring the next tasks:
     * then it takes many at a time, and nobody has to wake it. On an idle one this costs less than a microsecond.
     */
    private static final int YIELDS = 1;

    private final int maxThreads;
    private final int minActive;
    private final ThreadFactory factory;
    private final Timer timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    // Guarded by the lock.
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private boolean shutdown;
    /** Workers that run or look for a task. */
    private int active;
    /** How many may. */
    private int allowed;

    private long given;
    private long taken;
    /** {@link #given} at the last tick: what was given before and is not taken by the next tick has waited too long. */
    private long givenAtTick;

    private int calmTicks;
    private boolean ticking;

    /**
     * @param maxThreads most threads that run tasks
     * @param minActive threads that run tasks as long as none blocks: the number of processors
     * @param timer runs the ticks, which come only while all allowed threads are busy
     */
    HandlerPool(int maxThreads, int minActive, ThreadFactory factory, Timer timer) {
        this.maxThreads = maxThreads;
        this.minActive = Math.min(minActive, maxThreads);
        this.allowed = this.minActive;
        this.factory = factory;
        this.timer = timer;
    }

    @Override
    public void execute(Runnable task) {
        Worker woken = null;
        boolean tick = false;
        lock.lock();
        try {
            if (shutdown) {
                throw new RejectedExecutionException("the web application has been stopped");
            }
            tasks.add(task);
            given++;
            if (active < allowed) {
                woken = activate();
            } else if (!ticking) {
                ticking = true;
                givenAtTick = given;
                tick = true;
            }
        } finally {
            lock.unlock();
        }
        if (woken != null) {
            woken.go();
        } else if (tick) {
            timer.later(this::onTick, TICK_MS);
        }
    }

    /** Under the lock. The caller lets the worker go after it has released the lock. */
    private Worker activate() {
        active++;
        Worker worker = idle.pollLast();
        if (worker == null) {
            worker = new Worker();
            workers.add(worker);
        }
        worker.called = true;
        return worker;
    }

    private void onTick() {
        List<Worker> woken = new ArrayList<>();
        boolean again;
        lock.lock();
        try {
            if (taken < givenAtTick && allowed < maxThreads) {
                calmTicks = 0;
                // Doubling finds the right number in a few ticks.
                int more = Math.min(Math.min(tasks.size(), allowed), maxThreads - allowed);
                allowed += more;
                while (active < allowed && woken.size() < more) {
                    woken.add(activate());
                }
            } else if (++calmTicks >= CALM_TICKS && allowed > minActive) {
                calmTicks = 0;
                allowed--;
            }
            givenAtTick = given;
            again = !shutdown && (!tasks.isEmpty() || allowed > minActive);
            ticking = again;
        } finally {
            lock.unlock();
        }
        woken.forEach(Worker::go);
        if (again) {
            timer.later(this::onTick, TICK_MS);
        }
    }

    @Override
    public void shutdown() {
        List<Worker> woken = new ArrayList<>();
        lock.lock();
        try {
            shutdown = true;
            allowed = maxThreads;
            while (!idle.isEmpty()) {
                woken.add(activate());
            }
            if (workers.isEmpty()) {
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(Worker::go);
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> dropped;
        lock.lock();
        try {
            dropped = new ArrayList<>(tasks);
            tasks.clear();
            workers.forEach(Worker::interrupt);
        } finally {
            lock.unlock();
        }
        return dropped;
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return shutdown && workers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lock();
        try {
            while (!(shutdown && workers.isEmpty())) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Threads that are there, for tests. */
    int threads() {
        lock.lock();
        try {
            return workers.size();
        } finally {
            lock.unlock();
        }
    }

    private final class Worker implements Runnable {

        private final Thread thread = factory.newThread(this);

        // Guarded by the lock.
        /** Whether this worker is to become active; it is then off the stack, and counted. */
        private boolean called;

        private boolean started;

        void go() {
            lock.lock();
            boolean first = !started;
            started = true;
            lock.unlock();
            if (first) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        @Override
        public void run() {
            for (Runnable task = next(); task != null; task = next()) {
                try {
                    task.run();
                } catch (Throwable e) {
                    LOG.log(Level.ERROR, "a task failed", e);
                }
            }
        }

        /** The next task; null when this thread shall end. */
        private @Nullable Runnable next() {
            lock.lock();
            try {
                Runnable task = poll();
                for (int yields = 0; task == null; yields++) {
                    if (yields < YIELDS && active <= allowed) {
                        yieldOnce();
                    } else if (rest()) {
                        yields = 0;
                    } else {
                        return null;
                    }
                    task = poll();
                }
                taken++;
                return task;
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Runnable poll() {
            return active <= allowed ? tasks.poll() : null;
        }

        private void yieldOnce() {
            lock.unlock();
            try {
                Thread.yield();
            } finally {
                lock.lock();
            }
        }

        /** Waits until called; false when this thread shall end. Under the lock, which is released while it waits. */
        private boolean rest() {
            active--;
            called = false;
            if (shutdown) {
                return end();
            }
            idle.addLast(this);
            long deadline = System.nanoTime() + KEEP_ALIVE_NANOS;
            while (!called) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    idle.remove(this);
                    return end();
                }
                lock.unlock();
                try {
                    // A flag that a handler has left behind would keep the thread from waiting.
                    Thread.interrupted();
                    LockSupport.parkNanos(HandlerPool.this, left);
                } finally {
                    lock.lock();
                }
            }
            return true;
        }

        private boolean end() {
            workers.remove(this);
            if (shutdown && workers.isEmpty()) {
                ended.signalAll();
            }
            return false;
        }
    }
}
