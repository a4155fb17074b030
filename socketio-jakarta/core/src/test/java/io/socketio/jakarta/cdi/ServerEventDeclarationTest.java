package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;

/** Handlers of events between servers that cannot work do not deploy. */
class ServerEventDeclarationTest {

    @SocketIoNamespace("/wrong")
    public static class Wrong {
        @OnServerEvent("connection")
        void reserved() {}

        @OnServerEvent("a")
        void socket(Socket socket, Handshake handshake) {}

        @OnServerEvent("b")
        @RolesAllowed("admin")
        void guarded() {}

        @OnServerEvent("twice")
        void one() {}

        @OnServerEvent("twice")
        void two() {}
    }

    @Test
    void everyMistakeIsTold() {
        LifecycleException failure = assertThrows(
                LifecycleException.class, () -> WeldTomcat.with(Wrong.class).close());
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        for (String expected : List.of(
                ".reserved(): \"connection\" is no name of an event that a server can send",
                "an event of another server comes to no socket, so there is no Socket",
                "an event of another server comes to no socket, so there is no Handshake",
                ".guarded(): events of other servers have no caller",
                "(): two handlers for event \"twice\" of other servers")) {
            assertTrue(text.indexOf(expected) >= 0, () -> expected + " is not in " + text);
        }
    }
}
