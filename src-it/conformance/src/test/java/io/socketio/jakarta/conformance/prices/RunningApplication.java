package io.socketio.jakarta.conformance.prices;

import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** A web application on an embedded Tomcat, on a free port of the loopback interface. */
public final class RunningApplication implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    /**
     * @param contextPath for example {@code /shop}
     * @param webapp the folder with WEB-INF/beans.xml
     * @param classes the folder with the compiled classes
     */
    public RunningApplication(String contextPath, Path webapp, Path classes) throws Exception {
        tomcat.setBaseDir(Path.of("target", "tomcat").toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Context context = tomcat.addWebapp(contextPath, webapp.toAbsolutePath().toString());
        WebResourceRoot resources = new StandardRoot(context);
        resources.addPreResources(new DirResourceSet(
                resources, "/WEB-INF/classes", classes.toAbsolutePath().toString(), "/"));
        context.setResources(resources);
        // One copy of each class, for the application and for its tests.
        context.setParentClassLoader(RunningApplication.class.getClassLoader());
        WebappLoader loader = new WebappLoader();
        loader.setDelegate(true);
        context.setLoader(loader);
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException("the application did not start; the log says why");
        }
    }

    /** @param namespace for example {@code /prices} */
    public URI uri(String namespace) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + namespace);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
