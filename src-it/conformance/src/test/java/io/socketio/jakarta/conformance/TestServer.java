package io.socketio.jakarta.conformance;

import io.socketio.jakarta.SocketIoOptions;
import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with one empty web application, in which the library registers itself. */
final class TestServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    /** @param port 0 for any free one */
    TestServer(SocketIoOptions options, int port, Consumer<SocketIoServer> application)
            throws LifecycleException, IOException {
        Path base = Files.createDirectories(Path.of(System.getProperty("build.folder", "target"), "tomcat"));
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setThrowOnFailure(true);
        // POST bodies that are refused are swallowed whole, so that their sender can read the answer.
        connector.setProperty("maxSwallowSize", "-1");
        Path pages = Files.createDirectories(base.resolve("empty"));
        Context context = tomcat.addWebapp("", pages.toString());
        context.setParentClassLoader(TestServer.class.getClassLoader());
        context.addServletContainerInitializer(
                (classes, servletContext) -> configure(servletContext, options, application), null);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("The application did not start; the log says why");
        }
    }

    private static void configure(
            ServletContext context, SocketIoOptions options, Consumer<SocketIoServer> application) {
        Bootstrap.register(context, options);
        context.addListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                application.accept(Bootstrap.server(event.getServletContext()));
            }
        });
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
