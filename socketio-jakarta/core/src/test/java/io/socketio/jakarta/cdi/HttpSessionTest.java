package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.AccountServlet;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sockets and the HttpSession in which they began. */
class HttpSessionTest {

    @SocketIoNamespace("/session")
    public static class Sessions {
        @OnEvent("id")
        String id(io.socketio.jakarta.Socket socket) {
            return String.valueOf(socket.handshake().httpSessionId());
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(AccountServlet::addTo, Sessions.class);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    private static String get(String path, String cookie) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri(path))
                .header("Cookie", cookie)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Socket in(String session) throws Exception {
        return WeldTomcat.connected(
                tomcat.client("/session", Map.of(), Map.of("Cookie", List.of("JSESSIONID=" + session))));
    }

    @Test
    void logoutClosesTheSocketsOfTheSessionAndNoOthers() throws Exception {
        String session = get("/account/login", "a=b");
        Socket client = in(session);
        Socket anonymous = tomcat.connected("/session");
        assertEquals(session, WeldTomcat.ask(client, "id"));
        assertEquals("null", WeldTomcat.ask(anonymous, "id"));
        BlockingQueue<String> ends = WeldTomcat.events(client, Socket.EVENT_DISCONNECT);
        get("/account/logout", "JSESSIONID=" + session);
        assertEquals("io server disconnect", WeldTomcat.next(ends));
        assertEquals("null", WeldTomcat.ask(anonymous, "id"));
        assertTrue(anonymous.connected());
    }

    @Test
    void logoutIsSeenUnderTheIdOfALaterLogin() throws Exception {
        String session = get("/account/login", "a=b");
        Socket client = in(session);
        BlockingQueue<String> ends = WeldTomcat.events(client, Socket.EVENT_DISCONNECT);
        String renamed = get("/account/rename", "JSESSIONID=" + session);
        get("/account/logout", "JSESSIONID=" + renamed);
        assertNotNull(Objects.requireNonNull(WeldTomcat.next(ends)));
    }
}
