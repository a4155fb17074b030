package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official JavaScript client, unchanged, against our server. The tests are in {@code src/test/node/client.test.mjs}. */
class OfficialClientIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("client.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(126);
        }
    }
}
