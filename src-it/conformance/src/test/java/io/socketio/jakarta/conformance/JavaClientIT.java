package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client, unchanged, against our server. */
class JavaClientIT extends JavaClientContract {

    JavaClientIT() {
        super("2.", "default", "patient-heartbeat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void anUnansweredEventTimesOut(String transports) throws Exception {
        Socket socket = connected("/", transports);
        BlockingQueue<Object[]> outcomes = new LinkedBlockingQueue<>();
        socket.emit("nobody listens", new Object[0], new AckWithTimeout(200) {
            @Override
            public void onSuccess(Object... args) {
                outcomes.add(new Object[] {"answered"});
            }

            @Override
            public void onTimeout() {
                outcomes.add(new Object[] {"timeout"});
            }
        });
        assertEquals("timeout", next(outcomes)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void namespacesWithAuth(String transports) throws Exception {
        IO.Options options = options(transports);
        options.auth = Map.of("token", "123");
        Socket admin = create("default", "/admin", options);
        connect(admin);
        assertArrayEquals(new Object[] {"in"}, asked(admin, "message-with-ack", "in"));

        Socket refused = create("default", "/admin", options(transports));
        BlockingQueue<Object[]> errors = received(refused, Socket.EVENT_CONNECT_ERROR);
        refused.connect();
        JSONObject error = assertInstanceOf(JSONObject.class, next(errors)[0]);
        assertEquals("Not authorized", error.getString("message"));
        assertEquals("E1", error.getJSONObject("data").getString("code"));
    }

    /** Over WebSocket this client does not notice the server's close frame, with the reference neither; missing heartbeats tell it. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void itComesBackAfterARestartOfTheServer(String transports) throws Exception {
        String name = "java restart " + transports;
        IO.Options options = options(transports);
        options.reconnection = true;
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 200;
        Socket socket = create(server().port("calm-heartbeat", name), "/", options);
        BlockingQueue<Object[]> connects = received(socket, Socket.EVENT_CONNECT);
        socket.connect();
        next(connects);
        String first = socket.id();
        server().restart(name, 200);
        next(connects);
        assertNotEquals(first, socket.id());
        assertArrayEquals(new Object[] {"again"}, asked(socket, "message-with-ack", "again"));
    }
}
