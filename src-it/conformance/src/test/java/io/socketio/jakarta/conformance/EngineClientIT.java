package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official Engine.IO client, unchanged, against our server. The tests are in {@code src/test/node/engineclient.test.mjs}. */
class EngineClientIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("engineclient.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(21);
        }
    }
}
