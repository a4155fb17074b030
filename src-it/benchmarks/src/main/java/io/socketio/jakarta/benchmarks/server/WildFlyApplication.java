package io.socketio.jakarta.benchmarks.server;

import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A server in a WAR on WildFly. It speaks to the benchmark on the descriptors of the process, because WildFly has replaced its streams. The context
 * parameter {@code benchmarks.server} names the server as the command line of the benchmark does.
 */
public final class WildFlyApplication implements ServletContextListener {

    private static final String SERVER = "jboss.as:management-root=server";
    private static final long PAUSE_MILLIS = 50;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerUnderTest server = server(event.getServletContext());
        Thread commands = new Thread(() -> answer(server), "benchmark");
        commands.setDaemon(true);
        commands.start();
    }

    private static ServerUnderTest server(ServletContext context) {
        String name = String.valueOf(context.getInitParameter("benchmarks.server"));
        if (name.equals("wildfly-bare")) {
            BareTomcat bare = new BareTomcat(true);
            try {
                BareTomcat.register(context);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
            return bare;
        }
        JakartaSocketIo ours = new JakartaSocketIo("", name.equals("wildfly-non-blocking"));
        ours.listen(SocketIo.server(context));
        return ours;
    }

    private static void answer(ServerUnderTest server) {
        try (PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
            while (!isRunning()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            output.println("ready " + System.getProperty("jboss.http.port"));
            Commands.answer(new FileInputStream(FileDescriptor.in), output, server);
        } catch (IOException | JMException | InterruptedException e) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true).println("The benchmark ends: " + e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Before that, WildFly refuses requests. */
    private static boolean isRunning() throws JMException {
        Object state = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(SERVER), "serverState");
        return "running".equals(state);
    }
}
