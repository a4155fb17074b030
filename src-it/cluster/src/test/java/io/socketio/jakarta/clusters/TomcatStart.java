package io.socketio.jakarta.clusters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.BiConsumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Starts Tomcat on the loopback interface, with one application, which has WebSockets. */
final class TomcatStart {

    private TomcatStart() {}

    /**
     * @param folder what the name of its temporary folder begins with
     * @param port 0 for any
     * @param configuration adds the application to the context, which is at the root
     * @throws LifecycleException if Tomcat or the application has not started
     */
    static Tomcat start(String folder, int port, BiConsumer<Tomcat, Context> configuration)
            throws IOException, LifecycleException {
        Path base = Files.createTempDirectory(folder);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        context.setParentClassLoader(TomcatStart.class.getClassLoader());
        context.addServletContainerInitializer(new WsSci(), Collections.emptySet());
        configuration.accept(tomcat, context);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            tomcat.stop();
            throw new LifecycleException("the application did not start; the log says why");
        }
        return tomcat;
    }
}
