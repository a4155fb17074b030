package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.springboot.it.docs.ChatApplication;
import org.junit.jupiter.api.Test;

/** The application and the page of docs/spring-boot.md. */
class GuideIT {

    @Test
    void pageTalksToTheListenersAndHearsTheController() throws Exception {
        try (RunningApplication application = RunningApplication.start(ChatApplication.class)) {
            assertTrue(application.bean(SocketIoServer.class).options().cors() != null);
            NodeClient.run("guide.test.mjs", 1, application.url());
        }
    }
}
