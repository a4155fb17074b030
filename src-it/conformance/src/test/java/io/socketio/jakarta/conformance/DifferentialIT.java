package io.socketio.jakarta.conformance;

import org.junit.jupiter.api.Test;

/** The same raw scripts against the reference server and against ours: every answer must be the same. The tests are in {@code src/test/node/differential.test.mjs}. */
class DifferentialIT {

    @Test
    void everyTestOfTheScriptPasses() throws Exception {
        try (ConformanceServer server = new ConformanceServer()) {
            new NodeScript("differential.test.mjs")
                    .with("CONFORMANCE_CONTROL", server.address())
                    .run(922);
        }
    }
}
