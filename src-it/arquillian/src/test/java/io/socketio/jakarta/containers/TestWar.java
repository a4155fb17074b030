package io.socketio.jakarta.containers;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that are deployed. */
final class TestWar {

    private static final String PACKAGE = "io/socketio/jakarta/containers/";
    private static final File CLASSES = new File("target/test-classes/" + PACKAGE);

    /**
     * Read by Jetty only. Its Arquillian adapter takes the name of a temporary file for the context path, and runs it in this JVM with the class path of
     * the tests before that of the application. And Jetty takes the API of CDI from the server, which then looks there for the implementation; the rest
     * lets Weld inject into servlets.
     */
    private static final String JETTY_WEB = """
            <?xml version="1.0"?>
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure id="application" class="org.eclipse.jetty.ee10.webapp.WebAppContext">
              <Set name="contextPath">/%s</Set>
              <Set name="parentLoaderPriority">false</Set>
              <Get name="protectedClassMatcher">
                <Call name="add"><Arg>-jakarta.enterprise.</Arg></Call>
              </Get>
              <Call name="setAttribute"><Arg>org.eclipse.jetty.cdi</Arg><Arg>CdiDecoratingListener</Arg></Call>
              <Call name="addEventListener">
                <Arg>
                  <New class="org.eclipse.jetty.ee10.servlet.DecoratingListener">
                    <Arg><Ref refid="application"/></Arg>
                    <Arg>org.eclipse.jetty.cdi.decorator</Arg>
                  </New>
                </Arg>
              </Call>
            </Configure>
            """;

    private TestWar() {}

    /** The test application with the library, JSON-B and JSON-P in WEB-INF/lib, as on a bare servlet container. */
    static WebArchive named(String name) {
        return withLibrary(name, "app");
    }

    /** Namespace beans and what belongs to them. */
    static WebArchive ofBeans(String name, String... code) {
        return withLibrary(name, code)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsWebInfResource("beans/web.xml", "web.xml")
                .addAsManifestResource("beans/context.xml", "context.xml");
    }

    /** Any application with the library in WEB-INF/lib. */
    static WebArchive withLibrary(String name, String... code) {
        return withCode(name, code).addAsLibraries(libraries());
    }

    /**
     * The files themselves: in some containers that run in this JVM these classes must not be loaded here.
     *
     * @param code packages below this one, or classes in them ({@code package/Class}, nested ones included)
     */
    private static WebArchive withCode(String name, String... code) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsWebInfResource(new StringAsset(JETTY_WEB.formatted(name)), "jetty-web.xml");
        for (String each : code) {
            String[] packageAndClass = each.split("/");
            File folder = new File(CLASSES, packageAndClass[0]);
            File[] files = folder.listFiles((dir, file) -> packageAndClass.length == 1
                    || file.equals(packageAndClass[1] + ".class")
                    || file.startsWith(packageAndClass[1] + "$"));
            if (files == null || files.length == 0) {
                throw new IllegalArgumentException("no classes for " + each + " in " + folder);
            }
            for (File file : files) {
                war.addAsResource(file, PACKAGE + packageAndClass[0] + "/" + file.getName());
            }
        }
        return war;
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
    static WebArchive newcomers(String name, String... code) {
        WebArchive war = withCode(name, code);
        if (isBareServletContainer()) {
            return war.addAsLibraries(libraries()).addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        }
        return war.addAsLibraries(
                Stream.of(libraries()).filter(TestWar::isLibraryItself).toArray(File[]::new));
    }

    /** Servlets and sockets that share HttpSessions, as a newcomer's; the container looks often for those that have expired. */
    static WebArchive sessions(String name) {
        return newcomers(name, "session").addAsManifestResource("session/context.xml", "context.xml");
    }

    /** Users of pages and of sockets; on a full server also of a REST resource. */
    static WebArchive contexts(String name) {
        return isBareServletContainer()
                ? newcomers(name, "contexts")
                : newcomers(name, "contexts", "contextsrest").addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    static boolean isBareServletContainer() {
        return List.of("tomcat", "jetty").contains(System.getProperty("arquillian.launch"));
    }

    private static boolean isLibraryItself(File jar) {
        return jar.getName().startsWith("socketio-jakarta-") && !jar.getName().contains("standalone");
    }

    /** Tells about the container; without the library. With beans, because TomEE listens to the requests of such applications only. */
    static WebArchive probe() {
        return withCode("probe", "probe").addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /** The sample as it is built. */
    static WebArchive sample() {
        return ShrinkWrap.create(ZipImporter.class, "sample.war")
                .importFrom(new File(System.getProperty("sample.war")))
                .as(WebArchive.class);
    }
}
