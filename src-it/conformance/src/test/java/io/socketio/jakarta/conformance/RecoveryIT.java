package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The official JavaScript client loses its connection a thousand times. The tests are in {@code src/test/node/recovery.test.mjs}. */
class RecoveryIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("recovery.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(3);
        }
    }
}
