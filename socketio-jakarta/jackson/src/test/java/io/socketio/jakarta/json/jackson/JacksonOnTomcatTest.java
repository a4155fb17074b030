package io.socketio.jakarta.json.jackson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.json.PayloadCodecProvider;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.web.BareTomcat;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.json.JsonMapper;

/** Applications on Tomcat that have Jackson and no JSON-B, with a real client. */
class JacksonOnTomcatTest {

    public record Item(@JsonProperty("item") String name, int count, Optional<String> note, LocalDate due) {}

    public record Order(List<Item> items, byte[] data) {}

    /** Whatever Jackson there is. */
    public static class Application implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.server(event.getServletContext())
                    .onConnection(socket -> socket.on("order", order -> {
                        try {
                            order.ack(order.arg(0, Order.class));
                        } catch (PayloadException e) {
                            order.ack(e.getMessage());
                        }
                    }));
        }
    }

    /** With a mapper of its own. */
    public static final class WithOwnMapper extends Application {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            new OwnMapper().contextInitialized(event);
            super.contextInitialized(event);
        }
    }

    @Test
    void jsonBComesFirst() {
        assertTrue(new JacksonCodecProvider().priority() < PayloadCodecProvider.JSON_B);
        assertTrue(new Jackson3CodecProvider().priority() < PayloadCodecProvider.JSON_B);
    }

    @Test
    void jackson2IsFound() throws Exception {
        try (BareTomcat tomcat = BareTomcat.start(
                Application.class,
                JacksonPayloadCodec.class,
                ObjectMapper.class,
                com.fasterxml.jackson.core.JsonParser.class,
                JsonProperty.class,
                Jdk8Module.class,
                JavaTimeModule.class)) {
            exchangesPayloads(tomcat, "Jackson 2.");
        }
    }

    @Test
    void jackson3IsFound() throws Exception {
        try (BareTomcat tomcat = BareTomcat.start(
                Application.class,
                Jackson3PayloadCodec.class,
                JsonMapper.class,
                TokenStreamFactory.class,
                JsonProperty.class)) {
            exchangesPayloads(tomcat, "Jackson 3.");
        }
    }

    @Test
    void jackson3IsPreferredToJackson2() throws Exception {
        try (BareTomcat tomcat = BareTomcat.start(
                Application.class,
                JacksonPayloadCodec.class,
                ObjectMapper.class,
                com.fasterxml.jackson.core.JsonParser.class,
                JsonMapper.class,
                TokenStreamFactory.class,
                JsonProperty.class)) {
            assertTrue(tomcat.log().contains("payloads are read and written by Jackson 3."), tomcat.log());
        }
    }

    @Test
    void applicationWithoutJacksonIsTold() throws Exception {
        try (BareTomcat tomcat = BareTomcat.start(Application.class, JacksonPayloadCodec.class)) {
            assertTrue(tomcat.log().contains("WARNING: SIO-0305 no JSON library is there"), tomcat.log());
        }
    }

    @Test
    void ownMapperIsUsedAndStaysStrict() throws Exception {
        try (BareTomcat tomcat = BareTomcat.start(
                WithOwnMapper.class,
                JacksonPayloadCodec.class,
                ObjectMapper.class,
                com.fasterxml.jackson.core.JsonParser.class,
                JsonProperty.class,
                Jdk8Module.class,
                JavaTimeModule.class)) {
            // Unknown members are refused by Jackson's own default, which this library's mapper does not have.
            assertEquals(
                    "argument 0.unknown must be absent, but a member came",
                    ask(tomcat, new JSONObject("{\"unknown\":1}")));
            assertEquals(
                    "argument 0.items[0].count must be int, but 1.5 came",
                    ask(tomcat, new JSONObject("{\"items\":[{\"count\":1.5}]}")));
        }
    }

    private static void exchangesPayloads(BareTomcat tomcat, String codec) throws Exception {
        JSONObject order = new JSONObject(
                "{\"items\":[{\"item\":\"tea\",\"count\":2,\"note\":\"n\",\"due\":\"2026-03-01\"}],\"unknown\":1}");
        order.put("data", new byte[] {1, 2});
        JSONObject answer = (JSONObject) ask(tomcat, order);
        JSONObject item = answer.getJSONArray("items").getJSONObject(0);
        assertEquals("tea", item.getString("item"));
        assertEquals(2, item.getInt("count"));
        assertEquals("n", item.getString("note"));
        assertEquals("2026-03-01", item.getString("due"));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) answer.get("data"));
        assertEquals(
                "argument 0.items[1].count must be int, but 1.5 came",
                ask(tomcat, new JSONObject("{\"items\":[{},{\"count\":1.5}]}")));
        String log = tomcat.log();
        assertTrue(log.contains("payloads are read and written by " + codec), log);
        assertFalse(log.contains("WARNING: SIO"), log);
    }

    private static Object ask(BareTomcat tomcat, JSONObject order) throws Exception {
        Socket client = IO.socket(
                tomcat.url(),
                IO.Options.builder().setForceNew(true).setReconnection(false).build());
        CompletableFuture<Object> answer = new CompletableFuture<>();
        client.on(Socket.EVENT_CONNECT_ERROR, failure -> answer.completeExceptionally((Exception) failure[0]));
        client.on(
                Socket.EVENT_CONNECT,
                connected -> client.emit("order", new Object[] {order}, (Ack) values -> answer.complete(values[0])));
        client.connect();
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            client.disconnect();
        }
    }
}
