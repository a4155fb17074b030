package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's WAR, unchanged. */
@ArquillianTest
class SampleIT {

    @ArquillianResource
    private URL application;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.sample();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void chatCarriesWordsBetweenPeople(String transports) throws Exception {
        try (Peer ann = Peer.connect(application, transports.split(","));
                Peer bob = Peer.connect(application, transports.split(","))) {
            ann.emit("add user", "Ann");
            ann.next("login");
            bob.next("user joined");

            JSONObject answer = (JSONObject) ann.ask("new message", "Привет 👋")[0];

            assertEquals("OK", answer.getString("status"));
            JSONObject message = (JSONObject) bob.next("new message").get(1);
            assertEquals("Ann", message.getString("username"));
            assertEquals("Привет 👋", message.getString("message"));
        }
    }

    /** In the container's own JVM, with the WAR's own database. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void todoReachesEverybodyAndIsThereForNewcomersUntilItIsRemoved(String transports) throws Exception {
        try (Peer ann = Peer.join(application, "/todo", transports.split(","));
                Peer bob = Peer.join(application, "/todo", transports.split(","))) {
            JSONObject answer = (JSONObject) ann.ask("todo:add", "Прочесть 📖")[0];
            assertEquals("OK", answer.getString("status"));
            String id = answer.getString("id");
            assertEquals("Прочесть 📖", title(bob, id));
            assertEquals("Прочесть 📖", title(ann, id));
            try (Peer newcomer = Peer.join(application, "/todo", transports.split(","))) {
                newcomer.emit("todo:get");
                assertEquals("Прочесть 📖", title(newcomer, id));
                bob.emit("todo:remove", id);
                assertEquals("", title(newcomer, id));
            }
            assertEquals("", title(ann, id));
            JSONObject again = (JSONObject) ann.ask("todo:remove", id)[0];
            assertEquals("there is no todo " + id, again.getString("error"));
        }
    }

    /** In the next list that a client gets; empty if the todo is not there. */
    private static String title(Peer peer, String id) throws Exception {
        JSONArray todos = (JSONArray) peer.next("todos").get(1);
        for (int i = 0; i < todos.length(); i++) {
            if (todos.getJSONObject(i).getString("id").equals(id)) {
                return todos.getJSONObject(i).getString("title");
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    @EnabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "wildfly|liberty|glassfish|payara|tomee",
            disabledReason = "needs REST")
    void announcementOverRestReachesTheChat(String transports) throws Exception {
        try (Peer ann = Peer.connect(application, transports.split(","));
                Peer bob = Peer.connect(application, transports.split(","))) {
            assertEquals(204, announce(new JSONObject().put("text", "Обед 🍲")));
            for (Peer peer : List.of(ann, bob)) {
                JSONObject announcement = (JSONObject) peer.next("announcement").get(1);
                assertEquals("Обед 🍲", announcement.getString("text"));
            }
            assertEquals(400, announce(new JSONObject().put("text", "x".repeat(201))));
            assertEquals(204, announce(new JSONObject().put("text", "at last")));
            assertEquals("at last", ((JSONObject) ann.next("announcement").get(1)).getString("text"));
        }
    }

    private int announce(JSONObject announcement) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Address.of(application) + "api/announcements"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(announcement.toString()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Bean Validation is the container's on a full server, and the application's own on Tomcat. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void badInputIsRefusedToItsSender(String transport) throws Exception {
        try (Peer ann = Peer.connect(application, transport)) {
            JSONObject tooLong = (JSONObject) ann.ask("add user", "x".repeat(21))[0];
            JSONObject violation = tooLong.getJSONArray("violations").getJSONObject(0);
            assertEquals("username", violation.getString("path"));
            assertEquals("must be one line of 1 to 20 characters", violation.getString("message"));

            JSONObject number = (JSONObject) ann.ask("add user", 1)[0];
            assertEquals("argument 0 (username) must be String, but a number came", number.getString("error"));

            JSONObject stranger = (JSONObject) ann.ask("typing")[0];
            assertEquals("'typing' is for members: join first", stranger.getString("error"));
        }
    }
}
