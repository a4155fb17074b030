package io.socketio.jakarta.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** @param jar the embedded server; it runs in a process of its own, where the classes of the tests are not */
record GlassFish(Path jar) implements FullServer {

    private static final Path LAUNCHER = Path.of("src/test/glassfish/Launcher.java");
    private static final Path DOMAIN = Path.of("src/test/glassfish/domain.xml");

    @Override
    public Path prepare(Path base, int httpPort) throws IOException {
        Files.createDirectories(base.resolve("tmp"));
        Files.writeString(
                base.resolve("domain.xml"), Files.readString(DOMAIN).replace("@http.port@", String.valueOf(httpPort)));
        return Files.createDirectories(base.resolve("deployments"));
    }

    @Override
    public List<String> command(Path base, int httpPort) {
        List<String> command = new ArrayList<>(FullServer.java(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + base.resolve("tmp")));
        command.addAll(List.of("-cp", jar.toString(), LAUNCHER.toAbsolutePath().toString()));
        command.add(base.resolve("domain.xml").toString());
        command.add(base.resolve("deployments").toString());
        return command;
    }

    /**
     * All but two WARs with the library each: GlassFish 7.0.25 gives the beans that the second WAR's extension adds to the first WAR, and refuses the EAR
     * (WELD-001408).
     */
    @Override
    public List<Layout> layouts() {
        return Stream.of(Layout.values())
                .filter(layout -> layout != Layout.TWO_WARS)
                .toList();
    }

    /** WebSocket handshakes fail in the EARs of the embedded GlassFish 7.0.25, where they work in WARs; why is not known yet. */
    @Override
    public List<String> transports() {
        return List.of("polling");
    }

    /** GlassFish deploys no EAR in which two WARs have libraries of the same name with beans (WELD-000163, non-unique bean deployment identifier). */
    @Override
    public String nameInWar(String jar, String war) {
        return jar.replaceFirst("\\.jar$", "-of-" + war + ".jar");
    }
}
