package io.socketio.jakarta.benchmarks.run;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was measured, in one line. */
final class Versions {

    private static final Pattern JSON_VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

    private Versions() {}

    static String describe(Launcher launcher, Options options) throws IOException, InterruptedException {
        return "JDK " + Runtime.version() + ", Tomcat "
                + ofJar("org/apache/catalina/startup/Tomcat.class", "tomcat-embed-core")
                + ", netty-socketio " + ofJar("com/corundumstudio/socketio/SocketIOServer.class", "netty-socketio")
                + ofNode(launcher.scripts())
                + ofBun(launcher.scripts())
                + ", " + options.wildFly().getFileName()
                + "; " + processor();
    }

    /** The version in the name of the jar that holds the class. */
    private static String ofJar(String resource, String artifact) {
        URL url = Versions.class.getClassLoader().getResource(resource);
        Matcher name = Pattern.compile(artifact + "-([^/]+)\\.jar!").matcher(String.valueOf(url));
        return name.find() ? name.group(1) : "unknown";
    }

    private static String ofNode(Path folder) throws IOException, InterruptedException {
        Path manifest = folder.resolve("node_modules/socket.io/package.json");
        if (!Files.exists(manifest)) {
            return "";
        }
        Matcher version = JSON_VERSION.matcher(Files.readString(manifest));
        Process process = new ProcessBuilder("node", "--version").start();
        String node = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        process.waitFor();
        return ", socket.io " + (version.find() ? version.group(1) : "unknown") + " on Node " + node;
    }

    private static String ofBun(Path folder) throws IOException {
        Path manifest = folder.resolve("node_modules/bun/package.json");
        Path engine = folder.resolve("node_modules/@socket.io/bun-engine/package.json");
        return Files.exists(manifest)
                ? ", @socket.io/bun-engine " + ofManifest(engine) + " on Bun " + ofManifest(manifest)
                : "";
    }

    private static String ofManifest(Path manifest) throws IOException {
        Matcher version = JSON_VERSION.matcher(Files.readString(manifest));
        return version.find() ? version.group(1) : "unknown";
    }

    private static String processor() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " core(s) for the load generator, " + model;
    }
}
