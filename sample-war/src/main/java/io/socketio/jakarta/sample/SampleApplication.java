package io.socketio.jakarta.sample;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Wires the applications to the server, which the library has made for this web application, and cleans up after them. */
@WebListener
public class SampleApplication implements ServletContextListener {

    private static final Logger LOG = System.getLogger(SampleApplication.class.getName());

    private final Deque<Runnable> closing = new ArrayDeque<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SocketIoServer io = SocketIo.server(event.getServletContext());
        new Chat(io).start();
        new History(io.of("/history")).start();
        new Counter(io.of("/counter"), timer()).start();
        startTodos(io.of("/todo"), DataFolder.of(event.getServletContext()).resolve("todos"));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }

    private ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "sample-counter"));
        timer.setRemoveOnCancelPolicy(true);
        closing.push(() -> stop(timer));
        return timer;
    }

    /** Returns when the timer's thread has ended: the container looks for threads that an application leaves behind. */
    private static void stop(ScheduledExecutorService timer) {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The counter's timer did not stop in 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startTodos(Namespace namespace, Path database) {
        try {
            TodoStore store = new TodoStore(database, Todos.MAX_TODOS);
            closing.push(store::close);
            new Todos(namespace, store).start();
            LOG.log(Level.INFO, "The todo list is kept in " + database);
        } catch (SQLException e) {
            // Most often another copy has the file open. The other applications do not need it.
            LOG.log(
                    Level.ERROR,
                    "No todo list: cannot open " + database + ". Choose another folder with the system property or"
                            + " context parameter " + DataFolder.SETTING,
                    e);
            Todos.refuse(namespace);
        }
    }
}
