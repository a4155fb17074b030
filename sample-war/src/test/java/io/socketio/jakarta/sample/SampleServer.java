package io.socketio.jakarta.sample;

import java.net.BindException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/**
 * Runs the sample on an embedded Tomcat, straight from its folders: {@code src/main/webapp} and {@code target/classes}. Used by the profile
 * {@code run} and by the tests.
 *
 * <p>System properties: {@code port} (default 8080; 0 takes a free one), {@code host} (default {@code localhost}: only this machine),
 * {@code context} (context path, default the root), {@code sample.data} (folder of the data, default {@code target/sample-data}) and
 * {@code sample.node} (appended to the names of its folders, for several at a time).
 */
public final class SampleServer implements AutoCloseable {

    /** Held, because the configuration of a logger that nobody holds is lost. */
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    /** RESTEasy warns of each provider that its class path offers twice, Weld of each asynchronous request. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.jboss.resteasy"), Logger.getLogger("org.jboss.weld"));

    private static final String NODE = System.getProperty("sample.node", "");

    private final Tomcat tomcat = new Tomcat();
    private final String host;
    private final String contextPath;

    private SampleServer(String host, int port, String contextPath, Path data) throws LifecycleException {
        TOMCAT_LOG.setLevel(Level.WARNING);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
        this.host = host;
        this.contextPath = contextPath;
        Path module = moduleFolder();
        tomcat.setBaseDir(module.resolve("target/tomcat" + NODE).toString());
        tomcat.setPort(port);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", host);
        connector.setThrowOnFailure(true);
        StandardContext context = (StandardContext)
                tomcat.addWebapp(contextPath, module.resolve("src/main/webapp").toString());
        context.setParentClassLoader(SampleServer.class.getClassLoader());
        context.addParameter(DataFolder.SETTING, data.toString());
        // REST with CDI; a full server needs no word about it.
        context.addParameter("resteasy.injector.factory", "org.jboss.resteasy.cdi.CdiInjectorFactory");
        WebResourceRoot resources = new StandardRoot(context);
        resources.addPreResources(new DirResourceSet(
                resources, "/WEB-INF/classes", module.resolve("target/classes").toString(), "/"));
        context.setResources(resources);
        context.addLifecycleListener(event -> withoutJsp(event.getType(), context));
        // Searches for leaks that need the JVM to be opened; here the JVM ends with the server.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            close();
            throw new LifecycleException("The application did not start; its log says why");
        }
    }

    /**
     * Starts the server on this machine's loopback; returns when it accepts requests.
     *
     * @param port 0 takes a free one
     * @param data where the application keeps its data
     */
    static SampleServer start(int port, String contextPath, Path data) throws LifecycleException {
        return new SampleServer("localhost", port, contextPath, data);
    }

    /** The address of the index page. */
    String address() {
        return "http://" + host + ":" + tomcat.getConnector().getLocalPort() + contextPath + "/";
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            TOMCAT_LOG.log(Level.WARNING, "Tomcat did not stop in order", e);
        }
    }

    /** Starts the sample and waits for Ctrl-C. */
    public static void main(String[] args) {
        int port = Integer.getInteger("port", 8080);
        SampleServer server;
        try {
            server = new SampleServer(
                    System.getProperty("host", "localhost"),
                    port,
                    System.getProperty("context", ""),
                    moduleFolder().resolve("target/sample-data" + NODE));
        } catch (LifecycleException e) {
            Throwable cause = rootCause(e);
            System.err.println(
                    cause instanceof BindException
                            ? "Port " + port + " is taken; choose another one with -Dport"
                            : "The sample did not start: " + cause.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sample-stop"));
        System.out.println("The Socket.IO sample is at " + server.address() + " (Ctrl-C stops it)");
        server.tomcat.getServer().await();
    }

    /** Tomcat's defaults for web applications hold a JSP servlet, for which there is no class here. */
    private static void withoutJsp(String lifecycleEvent, StandardContext context) {
        if (lifecycleEvent.equals(Lifecycle.BEFORE_START_EVENT)) {
            context.removeServletMapping("*.jsp");
            context.removeServletMapping("*.jspx");
            context.removeChild(context.findChild("jsp"));
        }
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Found from {@code target/classes}, so that the working directory does not matter. */
    static Path moduleFolder() {
        try {
            Path classes = Path.of(Chat.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path module = classes.getParent().getParent();
            if (!Files.isDirectory(module.resolve("src/main/webapp"))) {
                throw new IllegalStateException("Expected " + classes + " to be target/classes of the sample");
            }
            return module;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
