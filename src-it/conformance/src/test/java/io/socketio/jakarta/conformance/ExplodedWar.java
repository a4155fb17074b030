package io.socketio.jakarta.conformance;

import io.socketio.jakarta.conformance.app.TestApplication;
import io.socketio.jakarta.processes.Folders;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes WARs as folders. */
final class ExplodedWar {

    private static final String WEB_XML = """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        %s  <listener>
            <listener-class>%s</listener-class>
          </listener>
        </web-app>
        """;

    private static final String PARAMETER = """
          <context-param>
            <param-name>%s</param-name>
            <param-value>%s</param-value>
          </context-param>
        """;

    private static final String JBOSS_WEB_XML = """
        <jboss-web>
          <context-root>/</context-root>
          <virtual-host>%1$s</virtual-host>
          <server-instance>%1$s</server-instance>
          <servlet-container>%2$s</servlet-container>
        </jboss-web>
        """;

    private ExplodedWar() {}

    /**
     * The test application and the library, for WildFly. JSON-B is the server's.
     *
     * @param server names a server of Undertow and its host, in whose root it is to be
     * @param servletContainer a servlet container of Undertow
     */
    static void application(Path folder, String configuration, String server, String servletContainer)
            throws IOException {
        Path web = copyOfPackage(folder, TestApplication.class);
        Folders.copy(Path.of(System.getProperty("war.libraries")), web.resolve("lib"));
        String parameters = PARAMETER.formatted("socketio.enabled", "false")
                + PARAMETER.formatted(TestApplication.CONFIGURATION, configuration)
                + PARAMETER.formatted(TestApplication.WEBSOCKET, Container.webSocket());
        Files.writeString(web.resolve("web.xml"), WEB_XML.formatted(parameters, TestApplication.class.getName()));
        Files.writeString(web.resolve("jboss-web.xml"), JBOSS_WEB_XML.formatted(server, servletContainer));
    }

    private static Path copyOfPackage(Path folder, Class<?> member) throws IOException {
        Path web = folder.resolve("WEB-INF");
        String packageFolder = member.getPackageName().replace('.', '/');
        Folders.copy(
                classes(member).resolve(packageFolder),
                Files.createDirectories(web.resolve("classes").resolve(packageFolder)));
        return web;
    }

    private static Path classes(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
