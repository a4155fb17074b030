package io.socketio.jakarta.web;

import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.juli.logging.Log;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A Tomcat in a process of its own, on a free loopback port, with the server at its root. Its class path holds Tomcat, the classes of this library and
 * what the test adds, and nothing else: no JSON-B, no JSON-P, no CDI.
 */
public final class BareTomcat implements AutoCloseable {

    private static final long START_TIMEOUT_S = 60;
    private static final String PORT = "port ";

    private final Process process;
    private final Path log;
    private final int port;

    private BareTomcat(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts the process.
     *
     * @param application adds the listeners of the server; public, with a public constructor
     * @param more classes whose jars or folders are added to the class path
     */
    public static BareTomcat start(Class<? extends ServletContextListener> application, Class<?>... more)
            throws Exception {
        Path target = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        Path log = Files.createTempFile(target, "bare", ".log");
        List<Class<?>> parts = new ArrayList<>(
                List.of(SocketIo.class, BareTomcat.class, application, Tomcat.class, WsSci.class, Log.class));
        parts.addAll(List.of(more));
        String classPath = Stream.concat(parts.stream().map(BareTomcat::location), annotations().stream())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        BareTomcat.class.getName(),
                        application.getName(),
                        target.toString())
                .redirectError(log.toFile())
                .start();
        try {
            return new BareTomcat(process, log, port(process, log));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int port(Process process, Path log) throws IOException {
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith(PORT)) {
            throw new IllegalStateException("Tomcat did not start:\n" + Files.readString(log));
        }
        return Integer.parseInt(line.substring(PORT.length()));
    }

    private static String location(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        return Path.of(java.net.URI.create(source.getLocation().toString())).toString();
    }

    /** Tomcat needs {@code jakarta.annotation}, wherever it lies. */
    private static List<String> annotations() throws ClassNotFoundException {
        return List.of(location(Class.forName("jakarta.annotation.PostConstruct")));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Everything logged so far, from level FINE for this library. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws Exception {
        // The end of its input ends the process.
        process.getOutputStream().close();
        if (!process.waitFor(START_TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The process itself. */
    public static void main(String[] args) {
        try {
            serve(args[0], args[1]);
            System.exit(0);
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String application, String target) throws Exception {
        Logger ours = Logger.getLogger("io.socketio.jakarta");
        ours.setLevel(Level.FINE);
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.FINE);
        ours.addHandler(console);
        ours.setUseParentHandlers(false);

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(Path.of(target), "bare").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", target);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
        context.addApplicationListener(application);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
        System.out.println(PORT + tomcat.getConnector().getLocalPort());
        while (System.in.read() >= 0) {
            // waits for the end
        }
        tomcat.stop();
        tomcat.destroy();
    }
}
