package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a connection has been without any namespace. It looks at the connection itself whenever it is told of a change, so that it does not
 * matter in which order two threads tell it of theirs. Lock-free.
 */
final class JoinTimer {

    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(JoinTimer.class, "current", Run.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The connection. */
    interface Owner {

        /** Whether the connection is open and without any namespace; reads state and does nothing else. */
        boolean isWithoutNamespace();

        void onConnectTimeout();
    }

    private final ServerContext context;
    private final Owner owner;

    /** Null while the timer does not run. */
    private volatile @Nullable Run current;

    private final class Run implements Runnable {

        /** Null until it is scheduled. */
        private volatile Scheduler.@Nullable Cancellable timer;

        void start() {
            Scheduler.Cancellable scheduled =
                    context.scheduler().schedule(this, context.options().connectTimeout());
            timer = scheduled;
            if (current != this) {
                // Either this sees that the timer is no longer needed, or whoever found that sees the timer.
                scheduled.cancel();
            }
        }

        void cancel() {
            Scheduler.Cancellable scheduled = timer;
            if (scheduled != null) {
                scheduled.cancel();
            }
        }

        @Override
        public void run() {
            if (CURRENT.compareAndSet(JoinTimer.this, this, null) && owner.isWithoutNamespace()) {
                owner.onConnectTimeout();
            }
        }
    }

    JoinTimer(ServerContext context, Owner owner) {
        this.context = context;
        this.owner = owner;
    }

    /** The connection has opened, joined or left a namespace, or closed: the timer runs from now on, goes on, or is stopped. */
    void update() {
        Run running = current;
        while (owner.isWithoutNamespace() != (running != null)) {
            // Looks again after each change: what it does here may be late.
            if (running != null) {
                if (CURRENT.compareAndSet(this, running, null)) {
                    running.cancel();
                }
            } else {
                Run fresh = new Run();
                if (CURRENT.compareAndSet(this, null, fresh)) {
                    fresh.start();
                }
            }
            running = current;
        }
    }
}
