package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.internal.core.mailbox.RunningTask;
import io.socketio.jakarta.internal.core.socket.CoreSocket;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.engine.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Names handlers that have run for too long, once each, in the log: {@code SIO-0105}. It looks at all mailboxes twice per timeout, on the timer, as long
 * as there are sockets; running a handler costs nothing for it.
 */
public final class SlowHandlerWatch {

    private static final int LOOKS_PER_TIMEOUT = 2;

    private final ServerContext context;
    private final Namespaces namespaces;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; null while there are no sockets. */
    private Scheduler.@Nullable Cancellable timer;

    public SlowHandlerWatch(ServerContext context, Namespaces namespaces) {
        this.context = context;
        this.namespaces = namespaces;
        this.interval = context.options().slowHandlerTimeout().dividedBy(LOOKS_PER_TIMEOUT);
        context.liveSockets().onAnyOrNone(this::startOrStop);
    }

    private void startOrStop() {
        lock.lock();
        try {
            boolean wanted = context.liveSockets().any();
            if (wanted && timer == null) {
                timer = context.scheduler().schedule(this::look, interval);
            } else if (!wanted && timer != null) {
                timer.cancel();
                timer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            lookAtAll();
        } finally {
            lock.lock();
            try {
                timer = null;
            } finally {
                lock.unlock();
            }
            startOrStop();
        }
    }

    private void lookAtAll() {
        for (CoreNamespace namespace : namespaces.all()) {
            for (CoreSocket socket : namespace.all()) {
                RunningTask running = socket.mailbox().look(LOOKS_PER_TIMEOUT);
                if (running != null) {
                    tell(namespace.name(), running);
                }
            }
        }
    }

    private void tell(String namespace, RunningTask running) {
        String what = running.task().toString();
        Duration timeout = context.options().slowHandlerTimeout();
        if (running.isOnReader()) {
            context.operatorLog().nonBlockingHandlerIsSlow(namespace, what, timeout, running.thread());
        } else {
            context.operatorLog().handlerIsSlow(namespace, what, timeout, running.thread());
        }
    }
}
