package io.socketio.jakarta.ear;

import io.socketio.jakarta.ear.app.Desk;
import io.socketio.jakarta.ear.guard.EndWithParent;
import io.socketio.jakarta.ear.one.OnlyOne;
import io.socketio.jakarta.ear.shared.Common;
import io.socketio.jakarta.ear.two.OnlyTwo;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EARs under test: how many WARs they have, and where the library lies. */
enum Layout {
    ONE_WAR(Set.of("one"), Set.of("one"), false),
    ONE_WAR_LIBRARY_IN_EAR(Set.of("one"), Set.of(), true),
    TWO_WARS(Set.of("one", "two"), Set.of("one", "two"), false),
    TWO_WARS_LIBRARY_IN_EAR(Set.of("one", "two"), Set.of(), true),
    /** The WAR has one namespace bean, and nothing else that is a bean. */
    ONE_BEAN(Set.of("one"), Set.of("one"), false),
    /** The other WAR has nothing to do with Socket.IO. */
    ONE_OF_TWO_WARS(Set.of("one"), Set.of("one"), false),
    LIBRARY_IN_BOTH_PLACES(Set.of("one", "two"), Set.of("one", "two"), true);

    private static final String APPLICATION_XML = """
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
            %s  <library-directory>lib</library-directory>
            </application>
            """;

    private static final String MODULE = """
              <module><web><web-uri>%1$s.war</web-uri><context-root>/%1$s</context-root></web></module>
            """;

    private final Set<String> wars;
    private final Set<String> warsWithLibrary;
    private final boolean isLibraryInEar;

    Layout(Set<String> wars, Set<String> warsWithLibrary, boolean isLibraryInEar) {
        this.wars = wars;
        this.warsWithLibrary = warsWithLibrary;
        this.isLibraryInEar = isLibraryInEar;
    }

    /** The WARs with namespace beans. */
    List<String> wars() {
        return wars.stream().sorted().toList();
    }

    /** Whether the WARs have all of the code under test, and not only a bean of their own. */
    boolean hasDesk() {
        return this != ONE_BEAN;
    }

    boolean hasLibraryInWar() {
        return !warsWithLibrary.isEmpty();
    }

    boolean hasSharedBean() {
        return this == TWO_WARS_LIBRARY_IN_EAR;
    }

    /** The context path of a WAR, without slashes. */
    String context(String war) {
        return fileName() + "-" + war;
    }

    private String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    EnterpriseArchive ear() {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, fileName() + ".ear");
        StringBuilder modules = new StringBuilder();
        for (String war : wars()) {
            modules.append(MODULE.formatted(context(war)));
            ear.addAsModule(war(war));
        }
        if (this == ONE_OF_TWO_WARS) {
            modules.append(MODULE.formatted(context("plain")));
            ear.addAsModule(ShrinkWrap.create(WebArchive.class, context("plain") + ".war")
                    .addAsWebResource(new StringAsset("plain"), "index.txt"));
        }
        if (isLibraryInEar) {
            ear.addAsLibraries(libraries());
        }
        if (hasSharedBean()) {
            ear.addAsLibrary(ShrinkWrap.create(JavaArchive.class, "common.jar").addPackage(Common.class.getPackage()));
        }
        return ear.setApplicationXML(new StringAsset(APPLICATION_XML.formatted(modules)));
    }

    private WebArchive war(String name) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, context(name) + ".war")
                .addPackage((name.equals("one") ? OnlyOne.class : OnlyTwo.class).getPackage())
                .addAsResource(new StringAsset(name), "war-name.txt");
        if (this != ONE_BEAN) {
            war.addPackage(Desk.class.getPackage());
        }
        if (warsWithLibrary.contains(name)) {
            for (File jar : libraries()) {
                war.addAsLibrary(jar, FullServer.chosen().nameInWar(jar.getName(), name));
            }
        }
        return war;
    }

    /** Keeps the server from outliving its tests. */
    static WebArchive guard() {
        return ShrinkWrap.create(WebArchive.class, "guard.war").addPackage(EndWithParent.class.getPackage());
    }

    private static File[] libraries() {
        File[] jars = new File(System.getProperty("ear.libraries")).listFiles((dir, name) -> name.endsWith(".jar"));
        if (jars == null || jars.length == 0) {
            throw new IllegalStateException("no jars in " + System.getProperty("ear.libraries"));
        }
        return jars;
    }
}
