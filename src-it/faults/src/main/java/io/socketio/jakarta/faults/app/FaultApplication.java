package io.socketio.jakarta.faults.app;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Starts the namespaces of the test: {@code /} for the well-behaved clients, the others for those that are not. */
public final class FaultApplication implements ServletContextListener {

    private static final int TICK_MS = 50;
    private static final int END_TIMEOUT_MS = 5000;
    private static final String EVERYBODY = "everybody";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    private final AtomicLong ticks = new AtomicLong();

    /** Null until the timer has something to do. */
    private volatile @Nullable Thread thread;

    private Thread thread(Runnable task) {
        Thread created = new Thread(task, "application-timer");
        thread = created;
        return created;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        SocketIoServer io = SocketIo.server(context);
        Counts counts = new Counts();
        context.addServlet("diagnostics", new DiagnosticsServlet(io, counts)).addMapping("/diagnostics");
        io.onConnection(socket -> {
            socket.join(EVERYBODY);
            NumberedMessages.listen(socket, counts);
        });
        HostileNamespaces.add(io);
        // The time of the server's clock, which is that of the client: both run on one machine.
        timer.scheduleAtFixedRate(
                () -> io.to(EVERYBODY).emit("tick", ticks.getAndIncrement(), System.currentTimeMillis()),
                TICK_MS,
                TICK_MS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
        try {
            // The container looks for threads that are left.
            Thread present = thread;
            if (present != null) {
                present.join(END_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
