package io.socketio.jakarta.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** @param home the distribution, which is only read */
record WildFly(Path home) implements FullServer {

    /** What bin/standalone.sh opens, as far as web applications need it. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming");

    @Override
    public Path prepare(Path base, int httpPort) throws IOException {
        FullServer.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        return Files.createDirectories(base.resolve("deployments"));
    }

    @Override
    public List<String> command(Path base, int httpPort) {
        List<String> command = new ArrayList<>(FullServer.java());
        for (String opened : OPENED) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
        command.add("-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"));
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-Djboss.home.dir=" + home);
        command.add("-Djboss.server.base.dir=" + base);
        command.add("-Djboss.bind.address=127.0.0.1");
        command.add("-Djboss.bind.address.management=127.0.0.1");
        command.add("-Djboss.http.port=" + httpPort);
        command.add("-Djboss.https.port=0");
        command.add("-Djboss.management.http.port=0");
        return command;
    }
}
