package io.socketio.jakarta.sample;

import io.socketio.jakarta.processes.FreePorts;
import io.socketio.jakarta.processes.NodePackages;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs two nodes of the sample, a chat server on Node.js, Redis, and HAProxy in front: a process each, on the loopback interface. They end with this
 * process, however that ends. Used by the profile {@code run-cluster} and by a test.
 *
 * <p>System property: {@code port} of HAProxy (default 8080; 0 takes a free one). The other ports are free ones.
 */
public final class SampleCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 100;
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;

    /** What must be installed, and the packages of Debian. */
    private static final Map<String, String> PROGRAMS =
            new TreeMap<>(Map.of("haproxy", "haproxy", "node", "nodejs", "npm", "npm", "redis-server", "redis-server"));

    /** Not version 2: Node.js takes the offer to change to it for a WebSocket. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path module = SampleServer.moduleFolder();
    private final Path folder = module.resolve("target/cluster");
    private final GuardedProcesses processes = new GuardedProcesses(folder);
    private final int port;

    private SampleCluster(int port) {
        this.port = port == 0 ? FreePorts.next() : port;
    }

    /**
     * Starts everything; returns when clients can connect.
     *
     * @param port of HAProxy; 0 takes a free one
     * @throws IllegalStateException if a program is missing or does not start
     */
    static SampleCluster start(int port) throws IOException, InterruptedException {
        SampleCluster cluster = new SampleCluster(port);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-stop"));
        try {
            cluster.startAll();
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** The address of the pages. */
    String address() {
        return "http://localhost:" + port + "/";
    }

    private void startAll() throws IOException, InterruptedException {
        requirePrograms(GuardedProcesses.PATH);
        requireFree(port);
        Files.createDirectories(folder);
        Path sources = module.resolve("cluster");
        NodePackages.install(sources, folder.resolve("npm-ci.log"));
        String redis = String.valueOf(FreePorts.next());
        String node = String.valueOf(FreePorts.next());
        String first = String.valueOf(FreePorts.next());
        String second = String.valueOf(FreePorts.next());
        processes.start(
                "redis",
                Map.of(),
                List.of("redis-server", "--bind", "127.0.0.1", "--port", redis, "--save", "", "--dir", "" + folder));
        processes.start(
                "node",
                Map.of("PORT", node, "REDIS", redis),
                List.of("node", sources.resolve("server.mjs").toString()));
        sample("java-1", first, redis);
        sample("java-2", second, redis);
        for (String each : List.of(first, second)) {
            await("http://127.0.0.1:" + each + "/api/ready", NO_CONTENT);
        }
        await("http://127.0.0.1:" + node + "/socket.io/?EIO=4&transport=polling", OK);
        processes.start(
                "haproxy",
                Map.of("PORT", "" + port, "NODE", node, "JAVA_1", first, "JAVA_2", second),
                List.of("haproxy", "-db", "-f", sources.resolve("haproxy.cfg").toString()));
        await(address() + "chat/", OK);
        await(address() + "socket.io/?EIO=4&transport=polling", OK);
    }

    /** @throws IllegalStateException if programs are missing; it names all of them */
    static void requirePrograms(String path) {
        List<String> missing = PROGRAMS.keySet().stream()
                .filter(program -> Stream.of(path.split(File.pathSeparator))
                        .noneMatch(each -> Files.isExecutable(Path.of(each, program))))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join(", ", missing)
                    + " not found on the PATH; on Debian: apt-get install --no-install-recommends "
                    + missing.stream().map(PROGRAMS::get).collect(Collectors.joining(" ")));
        }
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (BindException e) {
            throw new IllegalStateException("port " + port + " is taken; choose another one with -Dport", e);
        }
    }

    private void sample(String name, String nodePort, String redis) throws IOException {
        processes.start(
                name,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath(),
                        "-Dport=" + nodePort,
                        "-Dhost=127.0.0.1",
                        "-Dsample.node=-" + name,
                        "-Dsocketio.cluster=redis://127.0.0.1:" + redis,
                        SampleServer.class.getName()));
    }

    /** The class path of this class, which runs within Maven or as a program of its own. */
    private static String classPath() {
        if (SampleCluster.class.getClassLoader() instanceof URLClassLoader maven) {
            return Stream.of(maven.getURLs())
                    .map(each -> Path.of(URI.create(each.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private void await(String address, int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        while (System.nanoTime() - deadline < 0) {
            processes.requireAll();
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == status) {
                    return;
                }
            } catch (IOException notYet) {
                // It is starting.
            }
            Thread.sleep(PAUSE_MS);
        }
        throw new IllegalStateException(
                address + " does not answer with " + status + "; the logs in " + folder + " say why");
    }

    /** Ends the processes. */
    @Override
    public void close() {
        processes.close();
    }

    /** Starts the cluster and waits for Ctrl-C. @param args none */
    public static void main(String[] args) throws InterruptedException {
        SampleCluster cluster;
        try {
            cluster = start(Integer.getInteger("port", 8080));
        } catch (IOException | RuntimeException e) {
            System.err.println("The cluster did not start: " + e.getMessage());
            System.exit(1);
            return;
        }
        System.out.println(
                "The chat on two servers of ours and one on Node.js is at " + cluster.address() + " (Ctrl-C stops it)");
        new CountDownLatch(1).await();
    }
}
