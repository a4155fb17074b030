package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.springboot.it.app.ChatApplication;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Runs without the WebSocket server of Tomcat on the class path. */
class WithoutWebSocketIT {

    private static final Logger LOG = Logger.getLogger("io.socketio.jakarta");

    private static final class Messages extends Handler {
        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void webSocketIsNotAnnouncedAndTheLogSaysOnceWhichArtifactToAdd() throws Exception {
        Messages log = new Messages();
        LOG.addHandler(log);
        try (RunningApplication application = RunningApplication.start(ChatApplication.class)) {
            for (int i = 0; i < 2; i++) {
                String open = application.poll("/socket.io").body();
                assertTrue(open.contains("\"upgrades\":[]"), open);
            }
        } finally {
            LOG.removeHandler(log);
        }
        List<String> warnings = log.messages.stream()
                .filter(message -> message.startsWith("SIO-0303"))
                .toList();
        assertEquals(1, warnings.size(), log.messages::toString);
        assertTrue(
                warnings.get(0).contains("tomcat-embed-websocket is not on the class path; add it"), warnings.get(0));
    }
}
