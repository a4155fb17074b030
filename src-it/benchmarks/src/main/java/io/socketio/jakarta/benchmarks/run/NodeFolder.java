package io.socketio.jakarta.benchmarks.run;

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
        Path installedLock = folder.resolve("node_modules/.lock-of-this-install");
        Files.createDirectories(folder);
        for (String file : FILES) {
            Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path lock = folder.resolve("package-lock.json");
        if (!Files.exists(installedLock) || Files.mismatch(lock, installedLock) >= 0) {
            // Inherits no stream: Node.js makes its standard input non-blocking, and in a test that is the one on which
            // the build talks to this process.
            Path log = output.resolve("npm-ci.log");
            int status = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("npm ci in " + folder + " ended with " + status + ":\n" + Files.readString(log));
            }
            Files.copy(lock, installedLock, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }
}
