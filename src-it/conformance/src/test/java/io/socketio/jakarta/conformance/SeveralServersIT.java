package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official clients against several servers in one application. The tests are in {@code src/test/node/servers.test.mjs}. */
class SeveralServersIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("servers.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(26);
        }
    }
}
