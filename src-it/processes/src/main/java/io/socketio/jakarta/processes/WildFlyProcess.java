package io.socketio.jakarta.processes;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A WildFly of our own as a process, on free ports of the loopback interface, with the distribution's configuration in a new folder. It ends with this
 * JVM.
 */
public final class WildFlyProcess implements AutoCloseable {

    /** A servlet container of Undertow that compresses WebSocket messages; the one of the distribution does not. */
    public static final String DEFLATING = "deflating";

    private static final String END_OF_SERVLET_CONTAINER = "</servlet-container>";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int PAUSE_MS = 100;
    private static final long STOP_S = 10;
    private static final String USER = "conformance";

    private final Path base;
    private final int httpPort = FreePorts.next();
    private final int managementPort = FreePorts.next();
    private final Process process;
    private final WildFlyManagement management;

    /**
     * Starts it, and returns when it is ready.
     *
     * @param home the distribution, which is only read
     * @param base the folder for everything that the server writes; what is in it is deleted
     * @param jvmArguments for example its heap
     */
    public WildFlyProcess(Path home, Path base, List<String> jvmArguments) throws Exception {
        this.base = base;
        Folders.delete(base);
        WildFlyInstallation installation = new WildFlyInstallation(home);
        installation.prepare(base);
        addDeflating(base.resolve("configuration/standalone.xml"));
        String password = HexFormat.of().toHexDigits(System.nanoTime());
        allow(password);
        process = new ProcessBuilder(command(installation, jvmArguments))
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        management = new WildFlyManagement(managementPort, USER, password);
        awaitStart();
    }

    /** Returns the port of its default HTTP listener. */
    public int httpPort() {
        return httpPort;
    }

    /** Returns its management interface. */
    public WildFlyManagement management() {
        return management;
    }

    /** Waits until the process has ended by itself. @return false if it has not within this time */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<String> command(WildFlyInstallation installation, List<String> jvmArguments)
            throws URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(installation.jvmArguments(base));
        command.add("-Dsample.data=" + base.resolve("sample-data"));
        Path guard = Path.of(MainWithParent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        command.addAll(List.of("-cp", guard + File.pathSeparator + installation.jar()));
        command.addAll(List.of(MainWithParent.class.getName(), "org.jboss.modules.Main"));
        command.addAll(installation.arguments(base, httpPort, managementPort));
        return command;
    }

    private static void addDeflating(Path configuration) throws IOException {
        String before = Files.readString(configuration);
        int end = before.indexOf(END_OF_SERVLET_CONTAINER) + END_OF_SERVLET_CONTAINER.length();
        Files.writeString(
                configuration,
                before.substring(0, end) + "<servlet-container name=\"" + DEFLATING
                        + "\"><websockets per-message-deflate=\"true\"/></servlet-container>" + before.substring(end));
    }

    /** Adds our management user; the file holds hashes as HTTP Digest has them. */
    private void allow(String password) throws Exception {
        byte[] hash = MessageDigest.getInstance("MD5")
                .digest((USER + ":ManagementRealm:" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                base.resolve("configuration/mgmt-users.properties"),
                System.lineSeparator() + USER + "=" + HexFormat.of().formatHex(hash) + System.lineSeparator(),
                StandardOpenOption.APPEND);
    }

    private void awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!management.isRunning()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop();
                throw new IllegalStateException(
                        "WildFly has not started; " + base.resolve("console.log") + " says why");
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
