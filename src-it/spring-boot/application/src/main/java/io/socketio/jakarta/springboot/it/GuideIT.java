package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.springboot.it.docs.ChatApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The application of docs/spring-boot.md. */
class GuideIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void controllerReachesTheClientsOfTheRoom() throws Exception {
        try (RunningApplication application = RunningApplication.start(ChatApplication.class)) {
            assertTrue(application.bean(SocketIoServer.class).options().cors() != null);
            String open = application.poll("/socket.io").body();
            URI session = URI.create(application.url() + "/socket.io/?EIO=4&transport=polling&sid="
                    + open.substring(open.indexOf(':') + 2, open.indexOf("\",\"")));
            send(HttpRequest.newBuilder(session).POST(HttpRequest.BodyPublishers.ofString("40")));
            String connected = send(HttpRequest.newBuilder(session));
            assertTrue(connected.startsWith("40{"), connected);
            // The acknowledgement tells that the connection listener, which joins the room, has run.
            send(HttpRequest.newBuilder(session).POST(HttpRequest.BodyPublishers.ofString("420[\"sum\",1,2]")));
            assertEquals("430[3]", send(HttpRequest.newBuilder(session)));
            send(HttpRequest.newBuilder(URI.create(application.url() + "/announcements"))
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("tea is ready")));
            assertEquals("42[\"announcement\",\"tea is ready\"]", send(HttpRequest.newBuilder(session)));
        }
    }
}
