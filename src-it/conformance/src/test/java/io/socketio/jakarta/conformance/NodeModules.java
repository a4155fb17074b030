package io.socketio.jakarta.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Installs the Node.js peers of the tests when package-lock.json has changed since they were installed. Run by the build before the tests. */
public final class NodeModules {

    private static final int OLDEST_NODE = 20;

    private NodeModules() {}

    /** @param args the folder with package.json */
    public static void main(String[] args) throws IOException, InterruptedException {
        install(Path.of(args[0]));
    }

    static void install(Path folder) throws IOException, InterruptedException {
        requireNode();
        Path wanted = folder.resolve("package-lock.json");
        Path installed = folder.resolve("node_modules/.installed-lock");
        if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
            return;
        }
        int exit =
                start(folder, List.of("npm", "ci", "--no-audit", "--no-fund")).waitFor();
        if (exit != 0) {
            throw new IllegalStateException("'npm ci' in " + folder + " ended with " + exit + "; its output says why");
        }
        Files.copy(wanted, installed);
    }

    private static void requireNode() throws IOException, InterruptedException {
        Process node = start(null, List.of("node", "--version"), true);
        String version = new String(node.getInputStream().readAllBytes()).trim();
        int major = version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
        if (node.waitFor() != 0 || major < OLDEST_NODE) {
            throw new IllegalStateException("The conformance tests need Node.js " + OLDEST_NODE
                    + " or newer, but 'node --version' says '" + version + "'");
        }
    }

    private static Process start(Path folder, List<String> command) throws IOException {
        return start(folder.toFile(), command, false);
    }

    private static Process start(@org.jspecify.annotations.Nullable File folder, List<String> command, boolean piped)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder).redirectErrorStream(true);
        try {
            return piped
                    ? builder.start()
                    : builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new IOException(
                    "The conformance tests need Node.js " + OLDEST_NODE + " or newer with npm, but '" + command.get(0)
                            + "' cannot be started. Install it and put it on the PATH.",
                    e);
        }
    }
}
