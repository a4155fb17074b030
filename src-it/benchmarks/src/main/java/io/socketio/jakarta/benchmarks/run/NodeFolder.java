package io.socketio.jakarta.benchmarks.run;

import io.socketio.jakarta.processes.NodePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A copy of the reference server's sources under {@code target}, with its packages installed once from the lock file. */
final class NodeFolder {

    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "server.js", "server-bun.mjs");

    private NodeFolder() {}

    static Path install(Path sources, Path output) throws IOException, InterruptedException {
        Path folder = output.resolve("node");
        Files.createDirectories(folder);
        for (String file : FILES) {
            Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        NodePackages.install(folder, output.resolve("npm-ci.log"));
        return folder;
    }
}
