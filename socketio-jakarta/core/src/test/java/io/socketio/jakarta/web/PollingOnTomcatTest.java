package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.SocketIoOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollingOnTomcatTest {

    private final EchoHooks hooks = new EchoHooks();
    private EmbeddedTomcat tomcat;

    @BeforeEach
    void start() throws Exception {
        tomcat = EmbeddedTomcat.echoing(hooks, SocketIoOptions.defaults());
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    @Test
    void handshakePostAndPollWork() throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            RawHttp.Response open = http.get("/socket.io/?EIO=4&transport=polling");
            assertEquals(200, open.status());
            String sid = "/socket.io/?EIO=4&transport=polling&sid=sid-1";
            RawHttp.Response posted = http.post(sid, "4hello");
            assertEquals("ok", posted.text());
            assertEquals("4hello", http.get(sid).text());
            System.out.println(open.headers() + open.text() + posted.headers());
        }
    }

    @Test
    void webSocketWorks() throws Exception {
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
            System.out.println(
                    socket.handshake.headers() + " " + socket.receive().text());
            socket.text("4hi");
            assertEquals("4hi", socket.receive().text());
        }
    }
}
