package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.benchmarks.server.WildFlyApplication;
import io.socketio.jakarta.processes.Folders;
import io.socketio.jakarta.processes.FreePorts;
import io.socketio.jakarta.processes.WildFlyInstallation;
import io.socketio.jakarta.web.SocketIo;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A WildFly with its stock configuration and one WAR as its root application. */
final class WildFlyLauncher {

    private static final String PACKAGE =
            WildFlyApplication.class.getPackageName().replace('.', '/');

    /** Needs classes that are not in the WAR, or would be found as a bean. */
    private static final Set<String> LEFT_OUT = Set.of(
            "EchoBean.class", "JakartaBeans.class", "NettySocketIo.class", "ServerMain.class", "EmbeddedTomcat.class");

    private final Peer peer;
    private final WildFlyInstallation installation;
    private final Path base;

    WildFlyLauncher(Peer peer, Options options) {
        this.peer = peer;
        this.installation = new WildFlyInstallation(options.wildFly());
        this.base = options.output().resolve(peer.id());
    }

    /** Makes the folder of the server, and returns the command that starts it there. @param java the JVM and its arguments */
    List<String> command(List<String> java) throws IOException {
        if (!Files.exists(installation.jar())) {
            throw new IOException("There is no WildFly at " + installation.home() + "; the script \"run\" unpacks it");
        }
        Folders.delete(base);
        Path deployments = installation.prepare(base);
        // Standard output is for the answers of the server.
        for (String file : List.of("standalone.xml", "logging.properties")) {
            Path configuration = base.resolve("configuration").resolve(file);
            String text = Files.readString(configuration);
            Files.writeString(
                    configuration,
                    text.replace("<handler name=\"CONSOLE\"/>", "")
                            .replace("logger.handlers=CONSOLE,FILE", "logger.handlers=FILE"));
        }
        makeWar(deployments.resolve("ROOT.war"));
        Files.createFile(deployments.resolve("ROOT.war.dodeploy"));
        List<String> command = new ArrayList<>(java);
        command.addAll(installation.jvmArguments(base));
        command.addAll(List.of("-jar", installation.jar().toString()));
        command.addAll(installation.arguments(base, FreePorts.next(), FreePorts.next()));
        return command;
    }

    private void makeWar(Path war) throws IOException {
        Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
        Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
        add(locationOf(SocketIo.class), classes, lib);
        Path ours = Files.createDirectories(classes.resolve(PACKAGE));
        try (Stream<Path> all = Files.list(locationOf(WildFlyApplication.class).resolve(PACKAGE))) {
            for (Path file : all.toList()) {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    Files.copy(file, ours.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        boolean bare = peer == Peer.WILDFLY_BARE;
        boolean upgrade = peer == Peer.WILDFLY_UPGRADE || peer == Peer.WILDFLY_NON_BLOCKING;
        Files.writeString(
                war.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + parameter("benchmarks.server", peer.id())
                        + parameter("socketio.enabled", String.valueOf(!bare))
                        + parameter("socketio.websocket", upgrade ? "upgrade" : "endpoint")
                        + "<listener><listener-class>" + WildFlyApplication.class.getName()
                        + "</listener-class></listener></web-app>");
    }

    private static String parameter(String name, String value) {
        return "<context-param><param-name>" + name + "</param-name><param-value>" + value
                + "</param-value></context-param>";
    }

    private static void add(Path library, Path classes, Path lib) throws IOException {
        if (Files.isDirectory(library)) {
            Folders.copy(library, classes);
        } else {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
    }

    /** The jar or folder that a class comes from. */
    private static Path locationOf(Class<?> type) throws IOException {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        try {
            URI uri = location.toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
