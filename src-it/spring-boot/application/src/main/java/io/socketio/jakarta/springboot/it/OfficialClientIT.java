package io.socketio.jakarta.springboot.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.springboot.it.app.ChatApplication;
import io.socketio.jakarta.springboot.it.app.ServerInfo;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

class OfficialClientIT {

    @Test
    void officialClientTalksToTheApplicationOverEachTransportAndAcrossTheUpgrade() throws Exception {
        try (RunningApplication application = RunningApplication.start(ChatApplication.class)) {
            String boot = SpringBootVersion.getVersion();
            assertTrue(boot.startsWith(System.getProperty("expected.boot")), boot);
            String container = application.bean(ServerInfo.class).text();
            assertTrue(container.startsWith(System.getProperty("expected.container")), container);
            NodeClient.run("client.test.mjs", 7, application.url());
        }
    }
}
