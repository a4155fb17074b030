package io.socketio.jakarta.ear;

import io.socketio.jakarta.processes.Folders;
import io.socketio.jakarta.processes.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A server as a process of its own, on a free port of the loopback interface, with all EARs under test. It ends with this JVM. */
final class RunningServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long PAUSE_MS = 100;
    private static final long STOP_S = 20;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.next();
    private final Path log;
    private final Process process;
    private final long deadline = System.nanoTime() + PATIENCE_NANOS;

    private RunningServer(Path base) throws IOException {
        FullServer server = FullServer.chosen();
        log = base.resolve("console.log");
        Folders.delete(base);
        Path deployments = server.prepare(Files.createDirectories(base), port);
        export(Layout.guard(), deployments);
        for (Layout layout : server.layouts()) {
            export(layout.ear(), deployments);
        }
        ProcessBuilder builder = new ProcessBuilder(server.command(base, port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(server.environment(base));
        process = builder.start();
    }

    /** The server that the build has chosen; returns while it is starting. */
    static RunningServer start() throws IOException {
        return new RunningServer(
                Path.of(System.getProperty("build.folder"), "server-" + System.getProperty("ear.server"))
                        .toAbsolutePath());
    }

    private static void export(Archive<?> archive, Path folder) {
        archive.as(ZipExporter.class).exportTo(folder.resolve(archive.getName()).toFile(), true);
    }

    /** The address of a WAR, as soon as it answers. */
    URI await(Layout layout, String war) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + "/" + layout.context(war) + "/");
        while (!isThere(address)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new AssertionError(address + " is not deployed; " + log + " says why");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return address;
    }

    private boolean isThere(URI address) throws InterruptedException {
        try {
            return status(address.resolve("socket.io/?EIO=4&transport=polling")) == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a GET. @return the status */
    int status(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** What the server has logged. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
