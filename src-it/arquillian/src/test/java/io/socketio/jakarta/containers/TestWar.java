package io.socketio.jakarta.containers;

import io.socketio.jakarta.containers.app.ThreadsServlet;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that are deployed. */
final class TestWar {

    private static final String APPLICATION = "io.socketio.jakarta.containers.app";

    private TestWar() {}

    /** The test application with the library, JSON-B and JSON-P in WEB-INF/lib, as on a bare servlet container. */
    static WebArchive named(String name) {
        return withLibrary(name).addPackage(APPLICATION).deleteClass(ThreadsServlet.class);
    }

    /** Namespace beans and what belongs to them. */
    static WebArchive ofBeans(String name, Package... packages) {
        return withLibrary(name)
                .addPackages(false, packages)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsWebInfResource("beans/web.xml", "web.xml")
                .addAsManifestResource("beans/context.xml", "context.xml");
    }

    private static WebArchive withLibrary(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").addAsLibraries(libraries());
    }

    private static File[] libraries() {
        File[] jars = new File(System.getProperty("war.libraries")).listFiles((dir, name) -> name.endsWith(".jar"));
        if (jars == null || jars.length == 0) {
            throw new IllegalStateException("no jars in " + System.getProperty("war.libraries"));
        }
        return jars;
    }

    /**
     * What docs/getting-started.md tells to put into a WAR: on a full server nothing but the library, on a bare servlet container what {@code
     * socketio-jakarta-standalone} brings, and a beans.xml.
     */
    static WebArchive newcomers(String name) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
        if (isBareServletContainer()) {
            return war.addAsLibraries(libraries()).addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        }
        return war.addAsLibraries(
                Stream.of(libraries()).filter(TestWar::isLibraryItself).toArray(File[]::new));
    }

    private static boolean isBareServletContainer() {
        return List.of("tomcat", "jetty").contains(System.getProperty("arquillian.launch"));
    }

    private static boolean isLibraryItself(File jar) {
        return jar.getName().startsWith("socketio-jakarta-") && !jar.getName().contains("standalone");
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
