package io.socketio.jakarta.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.socketio.jakarta.SocketIoOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Our servers for the tests, started on demand by name and configuration, and the control connection over which the tests ask for them. It
 * understands the commands of reference-server.mjs.
 */
final class ConformanceServer implements AutoCloseable {

    private final HttpServer control;
    private final ExecutorService controlThreads = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Map<String, Instance> instances = new HashMap<>();

    ConformanceServer() throws IOException {
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.setExecutor(controlThreads);
        control.createContext("/", this::onCommand);
        control.start();
    }

    /** Runs it alone, for development: prints the address for CONFORMANCE_CONTROL and ends with its standard input. */
    public static void main(String[] args) throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            System.out.println(server.address());
            while (System.in.read() >= 0) {
                // waiting for the end
            }
        }
        System.exit(0);
    }

    String address() {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    /** The port of the server with this configuration; it is started on the first call. */
    int port(String configuration) throws Exception {
        return instance(configuration, configuration).server.port();
    }

    /** The port of a server of its own with this configuration. */
    int port(String configuration, String name) throws Exception {
        return instance(name, configuration).server.port();
    }

    /** Stops a server and, after a pause, starts it again on the same port. */
    void restart(String name, int pauseMillis) throws Exception {
        instance(name, "default").restart(pauseMillis);
    }

    private synchronized Instance instance(String name, String configuration) throws Exception {
        Instance instance = instances.get(name);
        if (instance == null) {
            instance = new Instance(configuration);
            instances.put(name, instance);
        }
        return instance;
    }

    private void onCommand(HttpExchange exchange) throws IOException {
        String answer;
        int status = 200;
        try {
            answer = Json.text(execute(exchange.getRequestURI().getPath(), parameters(exchange)));
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            answer = trace.toString();
            status = 500;
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Object execute(String command, Map<String, String> parameters) throws Exception {
        String name = parameters.getOrDefault("name", "");
        switch (command) {
            case "/instance" -> {
                return Map.of(
                        "port", instance(name, parameters.get("config")).server.port());
            }
            case "/restart" -> {
                restart(name, Integer.parseInt(parameters.get("pause")));
                return Map.of("port", port("default", name));
            }
            case "/log" -> {
                return instance(name, name).notes.of(parameters.get("tag"));
            }
            case "/heap" -> {
                System.gc();
                return Map.of(
                        "bytes",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            default -> throw new IllegalArgumentException("no command is called " + command);
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() throws Exception {
        control.stop(0);
        for (Instance instance : instances.values()) {
            instance.server.close();
        }
        controlThreads.shutdownNow();
        timer.shutdownNow();
    }

    /** One server; a restart gives it a new Tomcat on the same port. */
    private final class Instance {

        private final SocketIoOptions options;
        private final boolean hooks;
        private final Notes notes = new Notes();
        private TestServer server;

        Instance(String configuration) throws Exception {
            options = Configurations.named(configuration);
            hooks = configuration.equals("hooks");
            server = start(0);
        }

        private TestServer start(int port) throws Exception {
            return new TestServer(options, port, io -> new Application(io, notes, timer).start(hooks));
        }

        void restart(int pauseMillis) throws Exception {
            int port = server.port();
            server.close();
            Thread.sleep(pauseMillis);
            server = start(port);
        }
    }
}
