package io.socketio.jakarta.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.socketio.jakarta.conformance.app.NotesServlet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Our servers for the tests, started on demand by name and configuration, and the control connection over which the tests ask for them. It
 * understands the commands of reference-server.mjs.
 */
final class ConformanceServer implements AutoCloseable {

    private final HttpServer control;
    private final ExecutorService controlThreads = Executors.newFixedThreadPool(4);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Container container = Container.chosen();
    private final Map<String, TestServer> servers = new HashMap<>();

    ConformanceServer() throws Exception {
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
        return server(configuration, configuration).port();
    }

    /** The port of a server of its own with this configuration. */
    int port(String configuration, String name) throws Exception {
        return server(name, configuration).port();
    }

    /** Stops a server with the default configuration and, after a pause, starts it again on the same port. */
    void restart(String name, int pauseMillis) throws Exception {
        server(name, "default").restart(pauseMillis);
    }

    private synchronized TestServer server(String name, String configuration) throws Exception {
        TestServer server = servers.get(name);
        if (server == null) {
            server = container.start(configuration);
            servers.put(name, server);
        }
        return server;
    }

    private void onCommand(HttpExchange exchange) throws IOException {
        String answer;
        int status = 200;
        try {
            answer = execute(exchange.getRequestURI().getPath(), parameters(exchange));
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

    private String execute(String command, Map<String, String> parameters) throws Exception {
        String name = parameters.getOrDefault("name", "");
        switch (command) {
            case "/instance" -> {
                return "{\"port\":" + port(parameters.get("config"), name) + "}";
            }
            case "/restart" -> {
                restart(name, Integer.parseInt(parameters.get("pause")));
                return "{\"port\":" + port("default", name) + "}";
            }
            case "/log" -> {
                return notes(server(name, name), parameters.get("tag"));
            }
            case "/heap" -> {
                return "{\"bytes\":" + container.usedHeapBytes() + "}";
            }
            default -> throw new IllegalArgumentException("no command is called " + command);
        }
    }

    private String notes(TestServer server, String tag) throws Exception {
        String address = "http://127.0.0.1:" + server.port() + NotesServlet.PATH + "?tag="
                + URLEncoder.encode(tag, StandardCharsets.UTF_8);
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(address + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
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
        for (TestServer server : servers.values()) {
            server.close();
        }
        controlThreads.shutdownNow();
    }
}
