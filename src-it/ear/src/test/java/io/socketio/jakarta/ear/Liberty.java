package io.socketio.jakarta.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** @param home the distribution, which is only read */
record Liberty(Path home) implements FullServer {

    private static final String NAME = "ears";
    private static final Path SERVER_XML = Path.of("src/test/liberty/server.xml");

    @Override
    public Path prepare(Path base, int httpPort) throws IOException {
        Path server = Files.createDirectories(base.resolve("servers").resolve(NAME));
        Files.copy(SERVER_XML, server.resolve("server.xml"));
        Files.writeString(server.resolve("bootstrap.properties"), "http.port=" + httpPort + "\n");
        return Files.createDirectories(server.resolve("dropins"));
    }

    /** Those with the library in the WARs: Open Liberty 26.0.0.3 calls no ServletContainerInitializer of the EAR's lib folder. */
    @Override
    public List<Layout> layouts() {
        return Stream.of(Layout.values()).filter(Layout::hasLibraryInWar).toList();
    }

    /** What {@code bin/server run} executes. */
    @Override
    public List<String> command(Path base, int httpPort) {
        List<String> command = new ArrayList<>(FullServer.java(
                "@" + home.resolve("lib/platform/java/java9.options"),
                "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar")));
        command.addAll(List.of("-jar", home.resolve("bin/tools/ws-server.jar").toString(), NAME));
        return command;
    }

    @Override
    public Map<String, String> environment(Path base) {
        return Map.of("WLP_USER_DIR", base.toString());
    }
}
