package io.socketio.jakarta.containers;

import io.socketio.jakarta.containers.app.ThreadsServlet;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that are deployed. */
final class TestWar {

    private static final String APPLICATION = "io.socketio.jakarta.containers.app";

    /**
     * Read by Jetty only. Its Arquillian adapter takes the name of a temporary file for the context path, and runs it in this JVM with the class path of
     * the tests before that of the application. And Jetty takes the API of CDI from the server, which then looks there for the implementation.
     */
    private static final String JETTY_WEB = """
            <?xml version="1.0"?>
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
              <Set name="contextPath">/%s</Set>
              <Set name="parentLoaderPriority">false</Set>
              <Get name="protectedClassMatcher">
                <Call name="add"><Arg>-jakarta.enterprise.</Arg></Call>
              </Get>
            </Configure>
            """;

    private TestWar() {}

    /** The test application with the library, JSON-B and JSON-P in WEB-INF/lib, as on a bare servlet container. */
    static WebArchive named(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(APPLICATION)
                .deleteClass(ThreadsServlet.class)
                .addAsWebInfResource(new StringAsset(JETTY_WEB.formatted(name)), "jetty-web.xml")
                .addAsLibraries(libraries());
    }

    private static File[] libraries() {
        File[] jars = new File(System.getProperty("war.libraries")).listFiles((dir, name) -> name.endsWith(".jar"));
        if (jars == null || jars.length == 0) {
            throw new IllegalStateException("no jars in " + System.getProperty("war.libraries"));
        }
        return jars;
    }

    /** Tells about the container; without the library. */
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war").addClass(ThreadsServlet.class);
    }

    /** The sample as it is built. */
    static WebArchive sample() {
        return ShrinkWrap.create(ZipImporter.class, "sample.war")
                .importFrom(new File(System.getProperty("sample.war")))
                .as(WebArchive.class);
    }
}
