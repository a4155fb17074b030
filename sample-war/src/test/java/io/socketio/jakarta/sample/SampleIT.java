package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample on an embedded Tomcat, in a context that is not the root, with the official Java client. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat/",
                "todo/",
                "counter/",
                "history/",
                "chat/chat.js",
                "assets/base.css",
                "socket.io/socket.io.js"
            })
    void pagesAndTheClientScriptAreServedWithAStrictPolicy(String path) throws Exception {
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
            assertRefused("join first: emit 'add user' with your name", bob.ask("new message", "Hello"));
            assertRefused("join first: emit 'add user' with your name", bob.ask("typing"));
            assertRefused("username must be a text", bob.ask("add user"));
            assertRefused("username must be a text", bob.ask("add user", new JSONObject("{\"toString\":\"Bob\"}")));
            assertRefused("username must be a text", bob.ask("add user", (Object) new byte[] {66, 111, 98}));
            assertRefused("username has 21 characters, limit is 20", bob.ask("add user", "x".repeat(21)));
            assertRefused("username contains a control character", bob.ask("add user", "B\nob"));
            assertEquals("OK", bob.ask("add user", "Bob").getString("status"));
            assertRefused("you have joined already", bob.ask("add user", "Bill"));
            assertRefused("message must be a text", bob.ask("new message", 42));
            assertRefused("message is empty", bob.ask("new message", " "));
            assertRefused("message has 2001 characters, limit is 2000", bob.ask("new message", "x".repeat(2001)));
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

            assertRefused("title has 201 characters, limit is 200", bob.ask("todo:add", "x".repeat(201)));
            assertRefused("title must be a text", bob.ask("todo:add", new JSONObject()));
            assertRefused("there is no todo 2", bob.ask("todo:remove", "2"));
            assertRefused("there is no todo 1 OR 1=1", bob.ask("todo:remove", "1 OR 1=1"));
            assertRefused("id must be a text", bob.ask("todo:remove", 1));
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
            for (int i = 3; i < Todos.MAX_TODOS; i++) {
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
            assertRefused("hi must be an object", ann.ask("hi", "there"));
            assertRefused("counter must be a number", ann.ask("hi", new JSONObject().put("counter", "7")));
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
                assertRefused("connecting must be an object", bob.ask("connecting", "Bob"));
                assertRefused("message must be a text", bob.ask("writeMessage", new JSONObject().put("message", 1)));
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

    private static void assertRefused(String error, JSONObject answer) throws Exception {
        assertEquals("!OK", answer.getString("status"));
        assertEquals(error, answer.getString("error"));
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
