package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command of each server's process. */
final class Launcher {

    private final Path scripts;
    private final Options options;

    /** @param scripts the folder of {@link NodeFolder}; any, if no peer is a script */
    Launcher(Path scripts, Options options) {
        this.scripts = scripts;
        this.options = options;
    }

    /** Installs what the peers need. */
    static Launcher of(Options options) throws IOException, InterruptedException {
        boolean needsScripts = options.peers().stream().anyMatch(Peer::isScript);
        return new Launcher(
                needsScripts ? NodeFolder.install(options.sources(), options.output()) : Path.of("."), options);
    }

    Path scripts() {
        return scripts;
    }

    /** Starts a server and returns when it listens. @param jvmArguments more arguments for a JVM */
    ServerProcess start(Peer peer, List<String> jvmArguments) throws IOException {
        return new ServerProcess(
                command(peer, jvmArguments), options.pinned(), options.output().resolve(peer.id() + ".log"));
    }

    private List<String> command(Peer peer, List<String> jvmArguments) throws IOException {
        return switch (peer.kind()) {
            case NODE ->
                List.of("node", "--expose-gc", scripts.resolve("server.js").toString());
            case BUN ->
                List.of(bun().toString(), scripts.resolve("server-bun.mjs").toString());
            case JVM -> jvm(peer, java(jvmArguments));
            case WILDFLY -> new WildFlyLauncher(peer, options).command(java(jvmArguments));
        };
    }

    private static List<String> jvm(Peer peer, List<String> java) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.socketio.jakarta.benchmarks.server.ServerMain", peer.id()));
        return command;
    }

    private List<String> java(List<String> jvmArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the JVM would choose by itself on one core; spelled out because the heap figure relies on it.
        command.add("-XX:+UseSerialGC");
        command.add("-Xms1g");
        command.add("-Xmx1g");
        // Without this, three of four full collections may leave dead objects in the old generation.
        command.add("-XX:MarkSweepAlwaysCompactCount=1");
        command.addAll(jvmArguments);
        command.addAll(options.jvm());
        return command;
    }

    /** The executable of this platform; the package's own script moves it, if npm has run that. */
    private Path bun() throws IOException {
        Path moved = scripts.resolve("node_modules/bun/bin/bun.exe");
        try (Stream<Path> platforms = Files.list(scripts.resolve("node_modules/@oven"))) {
            return Stream.concat(
                            platforms
                                    .map(platform -> platform.resolve("bin/bun"))
                                    .sorted(),
                            Stream.of(moved))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("Bun has no executable for this platform in " + scripts));
        }
    }
}
