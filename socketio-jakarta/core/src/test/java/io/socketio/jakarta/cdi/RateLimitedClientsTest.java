package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client with 70 dynamic namespaces had 70 times the rate. */
class RateLimitedClientsTest {

    @SocketIoNamespace("/rooms/{id}")
    public static class Rooms {
        @OnEvent("limited")
        @RateLimited(value = 2, perMillis = 60_000)
        String limited() {
            return "ok";
        }
    }

    private WeldTomcat tomcat;

    @BeforeEach
    void deploy() throws Exception {
        tomcat = WeldTomcat.with(Rooms.class);
    }

    @AfterEach
    void undeploy() throws Exception {
        tomcat.closeClients();
        tomcat.close();
    }

    @Test
    void allNamespacesOfAConnectionShareOneRate() throws Exception {
        Socket first = tomcat.client("/rooms/1", Map.of(), "polling");
        WeldTomcat.connected(first);
        Socket second = WeldTomcat.connected(first.io().socket("/rooms/2"));
        assertEquals("ok", WeldTomcat.ask(first, "limited"));
        assertEquals("ok", WeldTomcat.ask(second, "limited"));
        for (Socket each :
                new Socket[] {first, second, WeldTomcat.connected(first.io().socket("/rooms/3"))}) {
            String refusal = WeldTomcat.ask(each, "limited");
            assertTrue(String.valueOf(refusal).contains("rate limit exceeded"), refusal);
        }
        assertEquals("ok", WeldTomcat.ask(tomcat.connected("/rooms/1"), "limited"));
    }
}
