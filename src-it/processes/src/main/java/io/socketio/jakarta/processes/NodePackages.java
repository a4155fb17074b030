package io.socketio.jakarta.processes;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Installs packages from npm by their lock file, if it has changed since they were installed. */
public final class NodePackages {

    private static final int OLDEST_NODE = 20;

    private NodePackages() {}

    /** Called by the build before the tests. @param args the folder with package.json, and the file for the output of npm */
    public static void main(String[] args) throws IOException, InterruptedException {
        install(Path.of(args[0]), Path.of(args[1]));
    }

    /**
     * Installs the packages of a folder.
     *
     * @param folder has package.json and package-lock.json
     * @param log receives the output of npm
     * @throws IllegalStateException if Node.js is missing or too old, or npm fails
     */
    public static void install(Path folder, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        requireNode(log);
        Path lock = folder.resolve("package-lock.json");
        // Modules that are built at the same time share folders.
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock untilInstalled = channel.lock()) {
            install(folder, lock, log);
        }
    }

    private static void install(Path folder, Path lock, Path log) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules/.installed-lock");
        if (Files.exists(installed) && Files.mismatch(lock, installed) == -1) {
            return;
        }
        String output = run(folder, List.of("npm", "ci", "--no-audit", "--no-fund"), log);
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            throw new IllegalStateException("'npm ci' in " + folder + " has installed nothing:\n" + output);
        }
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void requireNode(Path log) throws IOException, InterruptedException {
        String version = run(Path.of("."), List.of("node", "--version"), log).trim();
        int major = version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
        if (major < OLDEST_NODE) {
            throw new IllegalStateException(
                    "Node.js " + OLDEST_NODE + " or newer is needed, but 'node --version' says '" + version + "'");
        }
    }

    /** Inherits no stream: Node.js makes its standard input non-blocking, and in a test that is the one on which the build talks to this process. */
    private static String run(Path folder, List<String> command, Path log) throws IOException, InterruptedException {
        File output = log.toFile();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Node.js " + OLDEST_NODE + " or newer with npm is needed, but '" + command.get(0)
                            + "' cannot be started. Install it and put it on the PATH.",
                    e);
        }
        int exit = process.waitFor();
        String text = Files.readString(log, StandardCharsets.UTF_8);
        if (exit != 0) {
            throw new IllegalStateException(
                    "'" + String.join(" ", command) + "' in " + folder + " ended with " + exit + ":\n" + text);
        }
        return text;
    }
}
