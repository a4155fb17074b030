package io.socketio.jakarta.benchmarks.server;

import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with its defaults and one root context; connections are never closed for having served many requests. */
final class EmbeddedTomcat {

    private EmbeddedTomcat() {}

    /** Starts on 127.0.0.1. @param applications run after Tomcat's own WebSocket initializer. @return the port */
    static int start(ServletContainerInitializer... applications) throws IOException, LifecycleException {
        return start(Files.createTempDirectory("benchmark-tomcat"), applications);
    }

    /** The same with a folder that may hold a WEB-INF; it is deleted when the JVM ends. */
    static int start(Path base, ServletContainerInitializer... applications) throws IOException, LifecycleException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ExpandWar.delete(base.toFile(), false)));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setSilent(true);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxConnections", "20000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("acceptCount", "1000");
        String buffers = System.getProperty("benchmarks.buffers");
        if (buffers != null) {
            connector.setProperty("socket.appReadBufSize", buffers);
            connector.setProperty("socket.appWriteBufSize", buffers);
        }
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(new WsSci(), Set.of());
        for (ServletContainerInitializer application : applications) {
            context.addServletContainerInitializer(application, Set.of());
        }
        // A context without any servlet answers nothing; the WebSocket filter needs a target.
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        return connector.getLocalPort();
    }
}
