package io.socketio.jakarta.web;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import io.socketio.jakarta.web.settings.WebSettings;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A Tomcat on a free loopback port, with one application in the root context. */
final class EmbeddedTomcat implements AutoCloseable {

    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    static {
        QUIET.setLevel(Level.SEVERE);
        // Tomcat initialises this class on the first upgrade of the JVM, with the class loader of that application. If
        // a test has stopped it by
        // then, the class stays unusable, and every later upgrade in this JVM fails.
        try {
            Class.forName("org.apache.tomcat.websocket.WsSession");
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private EmbeddedTomcat(Consumer<Context> setup) throws Exception {
        Path base = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath()), "tomcat");
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        context = tomcat.addContext("", base.toString());
        setup.accept(context);
        tomcat.start();
    }

    /** A Tomcat with whatever the setup adds to its context, WebSocket included. */
    static EmbeddedTomcat with(Consumer<Context> setup) throws Exception {
        return new EmbeddedTomcat(context -> {
            context.addServletContainerInitializer(new WsSci(), Set.of());
            setup.accept(context);
        });
    }

    /**
     * A Tomcat that makes all threads of its pool at its start. On JDKs before 24, a thread keeps the class loaders of the code that was on the stack when
     * it was made: those of an application, if the pool grows when the application completes a request.
     */
    static EmbeddedTomcat withAllThreads(int threads) throws Exception {
        return with(context -> {
            Host host = (Host) context.getParent();
            Connector connector = ((Engine) host.getParent()).getService().findConnectors()[0];
            connector.setProperty("minSpareThreads", String.valueOf(threads));
            connector.setProperty("maxThreads", String.valueOf(threads));
        });
    }

    /** A Tomcat whose WebSocket server nobody has started, as whoever embeds one gets it. */
    static EmbeddedTomcat bare(Consumer<Context> setup) throws Exception {
        return new EmbeddedTomcat(setup);
    }

    /** A Tomcat with the web layer over an echoing engine. */
    static EmbeddedTomcat echoing(EchoHooks hooks, SocketIoOptions options) throws Exception {
        return with(context -> context.addServletContainerInitializer(echo(hooks, options), Set.of()));
    }

    static ServletContainerInitializer echo(EchoHooks hooks, SocketIoOptions options) {
        return (found, context) -> {
            TomcatWebSocket.noteEndpoints(context, found);
            DeploymentListener.addTo(context);
            SocketIo.register(context, WebSettings.of(options), hooks::backend);
        };
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context context() {
        return context;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
