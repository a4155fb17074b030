package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.options.WebSocketImplementation;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Starts the application with the configuration that the context parameter {@value #CONFIGURATION} names. The library must be told not to
 * register itself ({@code socketio.enabled=false}).
 */
public final class TestApplication implements ServletContextListener {

    /** The context parameter with the name of the configuration. */
    public static final String CONFIGURATION = "conformance.configuration";

    /** The context parameter that says what carries WebSocket: a value of {@code socketio.websocket}. */
    public static final String WEBSOCKET = "conformance.websocket";

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        String configuration = context.getInitParameter(CONFIGURATION);
        String webSocket = context.getInitParameter(WEBSOCKET).toUpperCase(Locale.ROOT);
        SocketIoServer io = SocketIo.register(
                context,
                Configurations.named(configuration).toBuilder()
                        .webSocket(WebSocketImplementation.valueOf(webSocket))
                        .build());
        Notes notes = new Notes();
        context.addServlet("notes", new NotesServlet(notes)).addMapping(NotesServlet.PATH);
        if (configuration.equals("counted")) {
            LargePosts.register(context);
        }
        new Application(io, notes, timer).start(configuration);
        if (configuration.equals("several")) {
            OtherServers.register(context, io.options());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
    }
}
