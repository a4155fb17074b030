package io.socketio.jakarta.web.threads;

import org.jspecify.annotations.Nullable;

/** A task that runs once at most, and is released when it runs or is cancelled: a task holds a connection, and timers may stay in memory longer. */
abstract class ReleasedTask implements Runnable {

    private volatile @Nullable Runnable task;

    ReleasedTask(@Nullable Runnable task) {
        this.task = task;
    }

    @Override
    public final void run() {
        Runnable present = task;
        task = null;
        if (present != null) {
            present.run();
        }
    }

    final void release() {
        task = null;
    }
}
