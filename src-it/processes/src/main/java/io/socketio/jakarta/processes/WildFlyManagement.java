package io.socketio.jakarta.processes;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Operations of a WildFly's management interface, in their JSON form over HTTP. */
public final class WildFlyManagement {

    private static final int TIMEOUT_MS = 60_000;

    static {
        // The distribution's management realm has MD5, which newer JDKs refuse unless they are told; read when the
        // first digest is calculated.
        System.setProperty("http.auth.digest.reEnabledAlgorithms", "MD5");
    }

    private final URL url;
    private final Authenticator user;

    WildFlyManagement(int port, String name, String password) throws IOException {
        url = new URL("http://127.0.0.1:" + port + "/management");
        user = new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(name, password.toCharArray());
            }
        };
    }

    /** An operation on a resource; {@code address} is its path, as in {@code "/subsystem=undertow/server=one"}. */
    public static JsonObjectBuilder operation(String name, String address) {
        JsonArrayBuilder path = Json.createArrayBuilder();
        for (String element : address.split("/")) {
            if (!element.isEmpty()) {
                String[] pair = element.split("=", 2);
                path.add(Json.createObjectBuilder().add(pair[0], pair[1]));
            }
        }
        return Json.createObjectBuilder().add("operation", name).add("address", path);
    }

    /** Executes operations in order, all or none. */
    public void execute(List<JsonObjectBuilder> steps) throws IOException {
        JsonArrayBuilder list = Json.createArrayBuilder();
        steps.forEach(list::add);
        execute(operation("composite", "").add("steps", list));
    }

    /** Executes one operation and returns its result. */
    public JsonValue execute(JsonObjectBuilder operation) throws IOException {
        JsonObject request = operation.build();
        JsonObject answer = send(request);
        if (!answer.getString("outcome", "").equals("success")) {
            throw new IOException("WildFly refuses " + request + ": " + answer);
        }
        return answer.getOrDefault("result", JsonValue.NULL);
    }

    /** Whether the server has started with everything in its configuration. */
    public boolean isRunning() {
        try {
            JsonValue state = execute(operation("read-attribute", "").add("name", "server-state"));
            return state.equals(Json.createValue("running"));
        } catch (IOException e) {
            return false;
        }
    }

    private JsonObject send(JsonObject request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setAuthenticator(user);
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        // A failed operation is answered with status 500 and a description.
        boolean failed = connection.getResponseCode() >= 400;
        try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
            if (body == null) {
                throw new IOException("WildFly's management answered " + connection.getResponseCode());
            }
            byte[] bytes = body.readAllBytes();
            if (failed && (bytes.length == 0 || bytes[0] != '{')) {
                throw new IOException("WildFly's management answered " + connection.getResponseCode());
            }
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
                return reader.readObject();
            }
        }
    }
}
