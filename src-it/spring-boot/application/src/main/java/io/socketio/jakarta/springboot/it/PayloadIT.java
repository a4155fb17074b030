package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadCodec;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records travel through the JSON library that Spring Boot brings, without JSON-B. */
class PayloadIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Guest(String firstName, LocalDate birthDay) {}

    static class Greeter {
        Greeter(SocketIoServer io) {
            io.onConnection(socket -> socket.on("again", Guest.class, (guest, event) -> event.ack(guest)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Greeter greeter(SocketIoServer io) {
            return new Greeter(io);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ApplicationWithCodec extends Application {
        @Bean
        PayloadCodec codec() {
            return new PayloadCodec() {
                @Override
                public void write(Object value, StringBuilder out, BinarySink binary) {
                    out.append("\"mine\"");
                }

                @Override
                public Object read(String json, Type type, List<byte[]> attachments) {
                    return new Guest("any", LocalDate.EPOCH);
                }
            };
        }
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String answer(Class<?> source, String guest, String... arguments) throws Exception {
        try (RunningApplication application = RunningApplication.start(source, arguments)) {
            String open = application.poll("/socket.io").body();
            URI session = URI.create(application.url() + "/socket.io/?EIO=4&transport=polling&sid="
                    + open.substring(open.indexOf(':') + 2, open.indexOf("\",\"")));
            send(HttpRequest.newBuilder(session).POST(HttpRequest.BodyPublishers.ofString("40")));
            assertTrue(send(HttpRequest.newBuilder(session)).startsWith("40{"));
            send(HttpRequest.newBuilder(session)
                    .POST(HttpRequest.BodyPublishers.ofString("420[\"again\"," + guest + "]")));
            return send(HttpRequest.newBuilder(session));
        }
    }

    @Test
    void recordsGoThroughTheMapperThatSpringBootHasConfigured() throws Exception {
        String guest = "{\"first_name\":\"Ada\",\"birth_day\":\"1815-12-10\"}";
        assertEquals(
                "430[" + guest + "]",
                answer(Application.class, guest, "--spring.jackson.property-naming-strategy=SNAKE_CASE"));
    }

    @Test
    void codecOfTheApplicationComesFirst() throws Exception {
        assertEquals("430[\"mine\"]", answer(ApplicationWithCodec.class, "{}"));
    }
}
