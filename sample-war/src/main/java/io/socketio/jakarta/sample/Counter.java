package io.socketio.jakarta.sample;

import static io.socketio.jakarta.sample.Answers.answering;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The smallest two-way example: each socket is sent {@code hello} with a growing number every second, and may say {@code hi}. */
final class Counter {

    private static final Logger LOG = System.getLogger(Counter.class.getName());

    private final Namespace namespace;
    private final ScheduledExecutorService timer;

    /** @param timer used for emits only, which never block; closing it ends all counting */
    Counter(Namespace namespace, ScheduledExecutorService timer) {
        this.namespace = namespace;
        this.timer = timer;
    }

    void start() {
        namespace.onConnection(socket -> {
            socket.on("hi", answering(Counter::hi));
            count(socket);
        });
    }

    private void count(Socket socket) {
        AtomicLong counter = new AtomicLong();
        ScheduledFuture<?> ticks = timer.scheduleAtFixedRate(
                () -> socket.emit("hello", counter.incrementAndGet()), 1, 1, TimeUnit.SECONDS);
        socket.onDisconnect(reason -> ticks.cancel(false));
    }

    private static void hi(Event event) throws BadInput {
        if (!(Input.object(event.arg(0), "hi").get("counter") instanceof Number counter)) {
            throw new BadInput("counter must be a number");
        }
        LOG.log(Level.DEBUG, () -> "hi " + counter + " from " + event.socket().id());
        Answers.ok(event, "heard", counter);
    }
}
