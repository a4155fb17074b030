package io.socketio.jakarta.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The 1.x line of the official Java client, for Socket.IO 2, against our server. It has the names and the signatures of the 2.x line, with which this class
 * is compiled; the build runs it in an execution of its own, with the old jars in place of the new ones.
 */
@Tag("java-client-1")
class OldJavaClientIT extends JavaClientContract {

    OldJavaClientIT() {
        super("1.", "eio3", "eio3-calm");
    }

    /** Version 1.0.2 reads only refusals without data: for it, an error is a string. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void namespacesWithAQuery(String transports) throws Exception {
        Socket admin = create("eio3", "/admin?token=123", options(transports));
        connect(admin);
        assertArrayEquals(new Object[] {"in"}, asked(admin, "message-with-ack", "in"));
        assertTrue(admin.id().startsWith("/admin#"), admin.id());

        Socket refused = create("eio3", "/admin?plain=1", options(transports));
        BlockingQueue<Object[]> errors = received(refused, "error");
        refused.connect();
        assertEquals("Not authorized", next(errors)[0]);
    }
}
