package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official JavaScript clients of Socket.IO 2 and Engine.IO 3, unchanged, against our server. The tests are in {@code src/test/node/oldclients.test.mjs}. */
class OldClientsIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("oldclients.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(40);
        }
    }
}
