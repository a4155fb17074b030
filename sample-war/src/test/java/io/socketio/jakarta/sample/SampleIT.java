package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample on an embedded Tomcat, in a context that is not the root, with the official Java client. The module {@code src-it/sample} runs it. */
class SampleIT {

    private static final String[] BOTH = {"polling", "websocket"};

    @TempDir
    private Path data;

    private SampleServer server;

    @BeforeEach
    void start() throws Exception {
        server = SampleServer.start(0, "/sample", data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> pagesAndTheClientScriptAreServedWithAStrictPolicy() {
        return Stream.of(
                        "",
                        "chat/",
                        "todo/",
                        "counter/",
                        "history/",
                        "chat/chat.js",
                        "assets/base.css",
                        "socket.io/socket.io.js")
                .map(path -> DynamicTest.dynamicTest("/" + path, () -> assertServedWithAStrictPolicy(path)));
    }

    private void assertServedWithAStrictPolicy(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .startsWith("default-src 'none'"));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void chatCarriesWordsBetweenPeople(String transports) throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/", transports.split(","));
                Visitor bob = Visitor.at(server.address(), "/", transports.split(","))) {
            ann.emit("add user", "Ann");
            assertEquals(1, ann.next("login").json().getInt("users"));
            assertEquals("Ann", bob.next("user joined").json().getString("username"));
            bob.emit("add user", "Боб");
            assertEquals(2, bob.next("login").json().getInt("users"));
            assertEquals("{Боб, 2}", person(ann.next("user joined").json()));

            ann.emit("typing");
            assertEquals("Ann", bob.next("typing").json().getString("username"));
            ann.emit("stop typing");
            assertEquals("Ann", bob.next("stop typing").json().getString("username"));
            assertEquals("OK", ann.ask("new message", "<b>Привет</b> 👋").getString("status"));
            JSONObject message = bob.next("new message").json();
            assertEquals("Ann", message.getString("username"));
            assertEquals("<b>Привет</b> 👋", message.getString("message"));

            bob.close();
            assertEquals("{Боб, 1}", person(ann.next("user left").json()));
        }
    }

    @Test
    void badInputInTheChatIsToldToItsSenderOnly() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/", BOTH);
                Visitor bob = Visitor.at(server.address(), "/", BOTH)) {
            assertRefused("'new message' is for members: join first", bob.ask("new message", "Hello"));
            assertRefused("'typing' is for members: join first", bob.ask("typing"));
            assertRefused("username must not be null", bob.ask("add user"));
            assertRefused(
                    "argument 0 (username) must be String, but an object came",
                    bob.ask("add user", new JSONObject("{\"toString\":\"Bob\"}")));
            assertRefused("argument 0 (username) must be String, but binary data came", bob.ask("add user", (Object)
                    new byte[] {66, 111, 98}));
            assertRefused("username must be one line of 1 to 20 characters", bob.ask("add user", "x".repeat(21)));
            assertRefused("username must be one line of 1 to 20 characters", bob.ask("add user", "B\nob"));
            assertEquals("OK", bob.ask("add user", "Bob").getString("status"));
            assertRefused("you have joined already", bob.ask("add user", "Bill"));
            assertRefused("argument 0 (message) must be String, but a number came", bob.ask("new message", 42));
            assertRefused("message must be a text of 1 to 2000 characters", bob.ask("new message", " "));
            assertRefused("message must be a text of 1 to 2000 characters", bob.ask("new message", "x".repeat(2001)));
            bob.emit("new message", new JSONArray(List.of(1, 2)));
            bob.emit("no such event", 1);
            assertEquals("OK", bob.ask("new message", "at last").getString("status"));

            assertEquals("{Bob, 1}", person(ann.next("user joined").json()));
            assertEquals("at last", ann.next("new message").json().getString("message"));
        }
    }

    @Test
    void todosReachEverybodyAndSurviveARestart() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/todo", BOTH);
                Visitor bob = Visitor.at(server.address(), "/todo", BOTH)) {
            ann.emit("todo:get");
            assertEquals(List.of("Eat", "Sleep", "Repeat"), titles(ann.next("todos")));
            String id = ann.ask("todo:add", "  Read ").getString("id");
            assertEquals(List.of("Eat", "Sleep", "Repeat", "Read"), titles(ann.next("todos")));
            assertEquals(List.of("Eat", "Sleep", "Repeat", "Read"), titles(bob.next("todos")));
            bob.emit("todo:remove", "2");
            assertEquals(List.of("Eat", "Repeat", "Read"), titles(ann.next("todos")));
            assertNotEquals("2", id);

            assertRefused("title must be one line of 1 to 200 characters", bob.ask("todo:add", "x".repeat(201)));
            assertRefused(
                    "argument 0 (title) must be String, but an object came", bob.ask("todo:add", new JSONObject()));
            assertRefused("there is no todo 2", bob.ask("todo:remove", "2"));
            assertRefused("id must be a number", bob.ask("todo:remove", "1 OR 1=1"));
            assertRefused("argument 0 (id) must be String, but a number came", bob.ask("todo:remove", 1));
        }
        server.close();
        server = SampleServer.start(0, "/sample", data);
        try (Visitor ann = Visitor.at(server.address(), "/todo", BOTH)) {
            ann.emit("todo:get");
            assertEquals(List.of("Eat", "Repeat", "Read"), titles(ann.next("todos")));
        }
    }

    @Test
    void fullTodoListSaysSo() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/todo", "websocket")) {
            for (int i = 3; i < TodoStore.MAX_TODOS; i++) {
                assertEquals("OK", ann.ask("todo:add", "Todo " + i).getString("status"));
            }
            assertRefused("the list is full: 100 todos; remove one first", ann.ask("todo:add", "One too many"));
        }
    }

    @Test
    void withoutItsDatabaseTheTodoListRefusesAndTheRestWorks() throws Exception {
        try (SampleServer other = SampleServer.start(0, "/sample", Path.of("no;settings"));
                Visitor ann = Visitor.at(other.address(), "/history", BOTH)) {
            assertEquals("OK", ann.ask("connecting", username("Ann")).getString("status"));
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, () -> Visitor.at(other.address(), "/todo", BOTH));
            assertTrue(refusal.getMessage().contains("no database"), refusal.getMessage());
        }
    }

    @Test
    void counterCountsForEachConnectionAndHearsHi() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/counter", BOTH)) {
            assertEquals(List.<Object>of(1), ann.next("hello").args());
            assertEquals(List.<Object>of(2), ann.next("hello").args());
            try (Visitor bob = Visitor.at(server.address(), "/counter", BOTH)) {
                assertEquals(List.<Object>of(1), bob.next("hello").args());
            }
            assertEquals(7, ann.ask("hi", new JSONObject().put("counter", 7)).getInt("heard"));
            String refusal = "hi must be an object with a number, counter";
            assertRefused(refusal, ann.ask("hi", "there"));
            assertRefused(refusal, ann.ask("hi", new JSONObject().put("counter", "7")));
        }
    }

    @Test
    void historyIsKeptForWhoComesLater() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/history", BOTH)) {
            ann.emit("connecting", username("Ann"));
            assertEquals("[Ann] []", room(ann.next("connected").json()));
            ann.emit("writeMessage", username("Not Ann").put("message", "First"));
            assertEquals("[Ann: First]", messages(ann.next("messageWritten").json()));
            try (Visitor bob = Visitor.at(server.address(), "/history", BOTH)) {
                bob.emit("connecting", username("Bob"));
                assertEquals(
                        "[Ann, Bob] [Ann: First]", room(bob.next("connected").json()));
                assertEquals("[Ann, Bob]", people(ann.next("joined").json()));
                bob.emit("writeMessage", new JSONObject().put("message", "Second"));
                assertEquals(
                        "[Ann: First, Bob: Second]",
                        messages(ann.next("messageWritten").json()));
                assertRefused(
                        "argument 0 (newcomer) must be Newcomer, but a string came", bob.ask("connecting", "Bob"));
                assertRefused("newcomer.username must not be null", bob.ask("connecting", new JSONObject()));
                assertRefused("written.message must not be null", bob.ask("writeMessage", new JSONObject()));
            }
            assertEquals("[Ann]", people(ann.next("disconnected").json()));
        }
    }

    @Test
    void historyForgetsTheOldest() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/history", "websocket")) {
            for (int i = 1; i <= History.MAX_MESSAGES + 3; i++) {
                ann.ask("writeMessage", username("Ann").put("message", "No " + i));
            }
            Visitor.Heard last = ann.next("messageWritten");
            for (int i = 2; i <= History.MAX_MESSAGES + 3; i++) {
                last = ann.next("messageWritten");
            }
            JSONArray list = last.json().getJSONArray("messagesList");
            assertEquals(History.MAX_MESSAGES, list.length());
            assertEquals("No 4", list.getJSONObject(0).getString("message"));
        }
    }

    @Test
    void announcementReachesEverybodyInTheChat() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/", "polling");
                Visitor bob = Visitor.at(server.address(), "/", "websocket")) {
            assertEquals(204, post("application/json", "{\"text\":\"<b>Обед</b> 🍲\"}"));

            assertEquals("<b>Обед</b> 🍲", ann.next("announcement").json().getString("text"));
            assertEquals("<b>Обед</b> 🍲", bob.next("announcement").json().getString("text"));
        }
    }

    @Test
    void badAnnouncementIsRefusedAndNobodyHearsOfIt() throws Exception {
        try (Visitor ann = Visitor.at(server.address(), "/", BOTH)) {
            assertEquals(400, post("application/json", "{}"));
            assertEquals(400, post("application/json", "null"));
            assertEquals(400, post("application/json", "{\"text\":\" \"}"));
            assertEquals(400, post("application/json", "{\"text\":\"" + "x".repeat(201) + "\"}"));
            assertEquals(204, post("application/json", "{\"text\":\"at last\"}"));

            assertEquals("at last", ann.next("announcement").json().getString("text"));
        }
    }

    /** What a form on somebody else's page can send. */
    @TestFactory
    Stream<DynamicTest> announcementOfAFormIsRefused() {
        return Stream.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
                .map(type ->
                        DynamicTest.dynamicTest(type, () -> assertEquals(415, post(type, "{\"text\":\"a form's\"}"))));
    }

    @Test
    void comingAndGoingIsWrittenDown() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Logger log = Logger.getLogger(AuditLog.class.getName());
        log.setFilter(line -> !lines.add(line.getMessage()));
        try (Visitor ann = Visitor.at(server.address(), "/", BOTH)) {
            assertEquals(ann.id() + " came, 1 are here", lines.poll(10, TimeUnit.SECONDS));
            ann.close();
            assertEquals(ann.id() + " left, 0 are here", lines.poll(10, TimeUnit.SECONDS));
        } finally {
            log.setFilter(null);
        }
    }

    /** @return the status */
    private int post(String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "api/announcements"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** As the pages show it. */
    private static void assertRefused(String refusal, JSONObject answer) throws Exception {
        assertFalse(answer.has("status"), answer.toString());
        String error = answer.getString("error");
        if (answer.has("violations")) {
            assertEquals("validation failed", error);
            JSONObject violation = answer.getJSONArray("violations").getJSONObject(0);
            error = violation.getString("path") + " " + violation.getString("message");
        }
        assertEquals(refusal, error);
    }

    private static JSONObject username(String name) throws Exception {
        return new JSONObject().put("username", name);
    }

    private static String person(JSONObject json) throws Exception {
        return "{" + json.getString("username") + ", " + json.getInt("users") + "}";
    }

    private static List<String> titles(Visitor.Heard todos) throws Exception {
        JSONArray array = (JSONArray) todos.args().get(0);
        String[] titles = new String[array.length()];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = array.getJSONObject(i).getString("title");
        }
        return List.of(titles);
    }

    private static String room(JSONObject json) throws Exception {
        return people(json) + " " + messages(json);
    }

    private static String people(JSONObject json) throws Exception {
        return listed(json.getJSONArray("connectedUserList"), false);
    }

    private static String messages(JSONObject json) throws Exception {
        return listed(json.getJSONArray("messagesList"), true);
    }

    private static String listed(JSONArray array, boolean withMessage) throws Exception {
        String[] lines = new String[array.length()];
        for (int i = 0; i < lines.length; i++) {
            JSONObject entry = array.getJSONObject(i);
            lines[i] = entry.getString("username") + (withMessage ? ": " + entry.getString("message") : "");
        }
        return List.of(lines).toString();
    }
}
