package io.socketio.jakarta.sample;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The smallest two-way example: each socket is sent {@code hello} with a growing number every second, and may say {@code hi}. The only one without
 * CDI: a listener of the web application adds its own to the namespace.
 */
@WebListener
public class Counter implements ServletContextListener {

    private static final Logger LOG = System.getLogger(Counter.class.getName());

    /** For emits only, which never block. Where there is a ManagedScheduledExecutorService, use that one. */
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "sample-counter"));

    @Override
    public void contextInitialized(ServletContextEvent event) {
        timer.setRemoveOnCancelPolicy(true);
        SocketIo.server(event.getServletContext()).of("/counter").onConnection(socket -> {
            socket.on("hi", Counter::hi);
            count(socket);
        });
    }

    private void count(Socket socket) {
        AtomicLong counter = new AtomicLong();
        ScheduledFuture<?> ticks = timer.scheduleAtFixedRate(
                () -> socket.emit("hello", counter.incrementAndGet()), 1, 1, TimeUnit.SECONDS);
        socket.onDisconnect(reason -> ticks.cancel(false));
    }

    private static void hi(Event event) {
        if (event.arg(0) instanceof Map<?, ?> said && said.get("counter") instanceof Number counter) {
            LOG.log(
                    Level.DEBUG,
                    () -> "hi " + counter + " from " + event.socket().id());
            event.ack(Map.of("status", "OK", "heard", counter));
        } else {
            event.ack(Map.of("error", "hi must be an object with a number, counter"));
        }
    }

    /** Returns when the timer's thread has ended: the container looks for threads that an application leaves behind. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The counter's timer did not stop in 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
