package io.socketio.jakarta.conformance;

import io.socketio.jakarta.conformance.app.TestApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcats in this JVM, one for each server. */
final class TomcatContainer implements Container {

    @Override
    public TestServer start(String configuration) throws Exception {
        return new Server(configuration);
    }

    @Override
    public Deployed deploy(Path war) throws Exception {
        System.setProperty(
                "sample.data", Container.buildFolder().resolve("sample-data").toString());
        Tomcat tomcat = tomcat("tomcat-sample", 0);
        Context context = tomcat.addWebapp("", war.toString());
        context.setParentClassLoader(new StockTomcatLoader());
        start(tomcat, context);
        URI address = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
        return new Deployed(address, () -> stop(tomcat));
    }

    @Override
    public long usedHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Tomcat tomcat(String folder, int port) throws IOException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(
                Files.createDirectories(Container.buildFolder().resolve(folder)).toString());
        tomcat.setPort(port);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setThrowOnFailure(true);
        // POST bodies that are refused are swallowed whole, so that their sender can read the answer.
        connector.setProperty("maxSwallowSize", "-1");
        return tomcat;
    }

    private static void start(Tomcat tomcat, Context context) throws LifecycleException {
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("The application did not start; the log says why");
        }
    }

    private static void stop(Tomcat tomcat) throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** A Tomcat with the test application; a restart makes a new one on the same port. */
    private static final class Server implements TestServer {

        private final String configuration;
        private Tomcat tomcat;

        Server(String configuration) throws Exception {
            this.configuration = configuration;
            this.tomcat = started(0);
        }

        private Tomcat started(int port) throws Exception {
            Tomcat started = tomcat("tomcat", port);
            Path pages = Files.createDirectories(Container.buildFolder().resolve("tomcat/empty"));
            Context context = started.addWebapp("", pages.toString());
            context.setParentClassLoader(TestApplication.class.getClassLoader());
            context.addParameter("socketio.enabled", "false");
            context.addParameter(TestApplication.CONFIGURATION, configuration);
            context.addParameter(TestApplication.WEBSOCKET, Container.webSocket());
            context.addApplicationListener(TestApplication.class.getName());
            start(started, context);
            return started;
        }

        @Override
        public int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void restart(int pauseMillis) throws Exception {
            int port = port();
            close();
            Thread.sleep(pauseMillis);
            tomcat = started(port);
        }

        @Override
        public void close() throws Exception {
            stop(tomcat);
        }
    }
}
