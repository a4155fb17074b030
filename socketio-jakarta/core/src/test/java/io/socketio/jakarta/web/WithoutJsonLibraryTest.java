package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.json.PayloadException;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The core jar alone on Tomcat: the verifier loaded the exceptions of JSON-B that a catch named, and the deployment died before the fallback. */
class WithoutJsonLibraryTest {

    private static BareTomcat tomcat;

    @BeforeAll
    static void start() throws Exception {
        tomcat = BareTomcat.start(Application.class);
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.close();
    }

    public record Order(String item, int count) {}

    public static final class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.server(event.getServletContext()).onConnection(socket -> {
                socket.on("echo", echo -> echo.ack(echo.toList().toArray()));
                socket.on("auth", auth -> auth.ack(socket.handshake().auth().get("token")));
                socket.on("sum", sum -> sum.ack(sum(sum.toList().get(0))));
                socket.on("map", map -> map.ack(Map.of("numbers", List.of(1, 2.5), "data", new byte[] {7})));
                socket.on("order", order -> order.ack(failure(() -> order.arg(0, Order.class))));
                socket.on("record", order -> order.ack(failure(() -> socket.emit("never", new Order("tea", 1)))));
            });
        }

        /** Of all integers in maps and lists. */
        private static int sum(Object value) {
            if (value instanceof Map<?, ?> map) {
                return map.values().stream().mapToInt(Application::sum).sum();
            }
            return value instanceof List<?> list
                    ? list.stream().mapToInt(Application::sum).sum()
                    : value instanceof Integer number ? number : value instanceof byte[] bytes ? bytes.length : 0;
        }

        private static String failure(Runnable work) {
            try {
                work.run();
                return "no failure";
            } catch (PayloadException | IllegalStateException e) {
                return e.getMessage();
            }
        }
    }

    @Test
    void scalarsAndBinaryTravelOverBothTransports() throws Exception {
        for (String transport : List.of("polling", "websocket")) {
            Object[] answer = ask(transport, "echo", "tea", 5, true, new byte[] {1, 2});
            assertEquals("tea", answer[0]);
            assertEquals(5, answer[1]);
            assertEquals(true, answer[2]);
            assertArrayEquals(new byte[] {1, 2}, (byte[]) answer[3]);
        }
    }

    @Test
    void mapsAndListsAreSent() throws Exception {
        JSONObject map = (JSONObject) ask("websocket", "map")[0];
        assertEquals(2.5, map.getJSONArray("numbers").getDouble(1));
        assertArrayEquals(new byte[] {7}, (byte[]) map.get("data"));
    }

    @Test
    void mapsAndListsAreReceived() throws Exception {
        JSONObject object = new JSONObject(
                "{\"a\":1,\"b\":[2,{\"c\\u0064\":3}, [ ] ,\"\\n\\\"4\",1.5,3000000000,true,null],\"d\":{}}");
        object.put("data", new byte[] {1, 2, 3});
        assertEquals(9, ask("websocket", "sum", object)[0]);
    }

    @Test
    void authOfTheClientIsRead() throws Exception {
        assertEquals("t\u00f6ken", ask("websocket", "auth")[0]);
    }

    @Test
    void whatNeedsALibrarySaysWhichToAdd() throws Exception {
        String read = (String) ask("websocket", "order", new JSONObject("{\"item\":\"tea\",\"count\":1}"))[0];
        assertTrue(read.startsWith("JSON cannot be bound to " + Order.class.getName()), read);
        assertTrue(
                read.endsWith("deploy socketio-jakarta-standalone or socketio-jakarta-jackson with the application"),
                read);
        String written = (String) ask("websocket", "record")[0];
        assertTrue(written.startsWith(Order.class.getName() + " cannot be written as JSON"), written);
    }

    @Test
    void logSaysSoOnceInOneLine() throws Exception {
        String log = tomcat.log();
        assertTrue(log.contains("WARNING: SIO-0305 no JSON library is there"), log);
        assertEquals(log.indexOf("SIO-0305"), log.lastIndexOf("SIO-0305"), log);
        assertTrue(log.contains("payloads are read and written by no JSON library (plain values only)"), log);
        assertFalse(log.contains("SEVERE"), log);
    }

    private static Object[] ask(String transport, String event, Object... args) throws Exception {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setTransports(new String[] {transport})
                .setAuth(Map.of("token", "t\u00f6ken"))
                .build();
        Socket client = IO.socket(tomcat.url(), options);
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        client.on(Socket.EVENT_CONNECT_ERROR, failure -> answer.completeExceptionally((Exception) failure[0]));
        client.on(Socket.EVENT_CONNECT, connected -> client.emit(event, args, (Ack) answer::complete));
        client.connect();
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            client.disconnect();
        }
    }
}
